package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Keeps the packs of one bare repository few. Each fetch leaves one, and every git process opens
 * them all. For one thread at a time; others may read the repository meanwhile.
 */
final class Packs {

    /** One repack for so many fetches; by then a process spends about as long on opening packs. */
    private static final int MANY = 32;

    private final Git git;
    private final Path directory;

    Packs(Git git, Path repository) {
        this.git = git.within(Git.LONG);
        this.directory = repository.resolve("objects/pack");
    }

    /**
     * Puts the small ones together when there are many. What is loose goes into the new pack, too,
     * reachable or not: nothing is lost.
     */
    void tidyWhenMany() {
        if (count() >= MANY) {
            git.run("repack", "-d", "--quiet", "--geometric=2");
        }
    }

    private long count() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + directory, e);
        }
    }
}
