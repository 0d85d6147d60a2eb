package dev.maestro.client.work;

import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Directives that a person at this machine gave for runs to come; each run of the session is told
 * at its start. On disk, since runs outlive the daemon. Any thread may use it.
 */
final class Standing {

    /**
     * @param task only for runs of this task; empty for all
     */
    record Directive(String text, Optional<UUID> task) {
        boolean concerns(Dispatch packet) {
            return task.isEmpty()
                    || task.equals(packet.task().map(packetTask -> packetTask.task()));
        }
    }

    private record Kept(List<Directive> directives) {}

    private final Path directory;
    private final Path file;
    private final List<Directive> directives;

    /**
     * @param session its name, which may be no name for a file
     */
    Standing(Path directory, String session) {
        this.directory = directory;
        UUID name = UUID.nameUUIDFromBytes(session.getBytes(StandardCharsets.UTF_8));
        this.file = directory.resolve(name + ".json");
        this.directives = new ArrayList<>(read(file));
    }

    synchronized void add(Directive directive) {
        directives.add(directive);
        save();
    }

    synchronized int count() {
        return directives.size();
    }

    /** How many there were. */
    synchronized int clear() {
        int count = directives.size();
        directives.clear();
        save();
        return count;
    }

    /** The packet, with what stands for it behind what Studio says. */
    synchronized Dispatch addTo(Dispatch packet) {
        List<String> all = new ArrayList<>(packet.directives());
        directives.stream()
                .filter(each -> each.concerns(packet))
                .map(Directive::text)
                .filter(text -> !all.contains(text))
                .forEach(all::add);
        return new Dispatch(
                packet.run(),
                packet.fence(),
                packet.attempt(),
                packet.purpose(),
                packet.leaseSeconds(),
                packet.project(),
                packet.remoteKey(),
                packet.plan(),
                packet.planTitle(),
                packet.task(),
                packet.epicBranch(),
                packet.commit(),
                packet.fetchRef(),
                packet.branch(),
                packet.snapshotRef(),
                packet.conflict(),
                packet.rejected(),
                packet.findings(),
                all,
                packet.check());
    }

    private void save() {
        PrivateFiles.directory(directory);
        PrivateFiles.write(file, Json.write(new Kept(directives)));
    }

    private static List<Directive> read(Path file) {
        try {
            return Files.exists(file)
                    ? Json.read(Files.readString(file), Kept.class).directives()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
