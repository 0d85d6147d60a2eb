package dev.maestro.studio.project;

import dev.maestro.git.BareClone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Studio's own bare clones, one a project, opened when first asked for and kept open. Any thread
 * may use it.
 */
public final class Clones implements AutoCloseable {

    private final Path directory;
    private final ConcurrentHashMap<ProjectId, BareClone> open = new ConcurrentHashMap<>();

    private Clones(Path directory) {
        this.directory = directory;
    }

    /**
     * @param directory where the clones are kept, one directory a project
     */
    public static Clones open(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep clones in " + directory, e);
        }
        return new Clones(directory);
    }

    /** The project's clone; the first call after a start may take as long as a fetch. */
    public BareClone of(Project project) {
        return of(project.id(), project.remoteUrl());
    }

    BareClone of(ProjectId id, String remoteUrl) {
        return open.computeIfAbsent(
                id, _ -> BareClone.open(directory.resolve(id.toString()), remoteUrl));
    }

    /** Throws away the clone of a project that did not come into being. */
    void forget(ProjectId id) {
        BareClone clone = open.remove(id);
        if (clone != null) {
            clone.close();
        }
        try (Stream<Path> files = Files.walk(directory.resolve(id.toString()))) {
            files.sorted(Comparator.reverseOrder()).forEach(Clones::delete);
        } catch (java.nio.file.NoSuchFileException e) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the clone of " + id, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        open.values().forEach(BareClone::close);
    }
}
