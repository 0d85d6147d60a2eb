package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.state.Room;
import dev.maestro.client.state.RunFacts;
import dev.maestro.git.Trees;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The directory of one dispatch of one run: what is needed to clean up after a daemon that was
 * killed, the prompt, and the transcript.
 */
record RunFiles(Path directory) {

    static RunFiles create(MaestroHome home, UUID session, Dispatch packet, String worktree) {
        RunFiles files = new RunFiles(home.run(packet.run(), packet.fence()));
        try {
            Files.createDirectories(files.directory);
            RunFacts facts =
                    new RunFacts(
                            session,
                            packet.project(),
                            packet.run(),
                            packet.fence(),
                            packet.purpose(),
                            packet.task().map(task -> task.task()),
                            packet.task().map(task -> task.number()),
                            packet.branch(),
                            Optional.of(packet.epicBranch()),
                            Optional.of(packet.commit()),
                            worktree);
            Files.writeString(files.facts(), Json.write(facts));
            Files.writeString(files.prompt(), Prompt.of(packet));
            Files.writeString(files.steering(), "");
            Files.createDirectories(files.scratch());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + files.directory, e);
        }
    }

    /** The dispatches of one session that a daemon has left behind. */
    static List<RunFiles> leftBehind(MaestroHome home, UUID session) {
        if (!Files.isDirectory(home.runs())) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(home.runs())) {
            return directories
                    .map(RunFiles::new)
                    .filter(files ->
                            files.read()
                                    .filter(facts -> facts.session().equals(session))
                                    .isPresent())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.runs(), e);
        }
    }

    Optional<RunFacts> read() {
        return RunFacts.read(facts());
    }

    Path facts() {
        return directory.resolve("run.json");
    }

    Path prompt() {
        return directory.resolve("prompt.md");
    }

    Path transcript() {
        return directory.resolve("transcript.log");
    }

    /** What the agent did, event by event. */
    Path events() {
        return directory.resolve("events.jsonl");
    }

    /** The agent's own words, where they are to be judged. */
    Path words() {
        return directory.resolve("words.txt");
    }

    /** A directory of the provider's own, for the time of the run. */
    Path scratch() {
        return directory.resolve("scratch");
    }

    /** Directives that came while the agent ran; it may look into this file. */
    Path steering() {
        return directory.resolve("steering.md");
    }

    Path setUpLog() {
        return directory.resolve("set-up.log");
    }

    Path checkLog() {
        return directory.resolve("check.log");
    }

    /**
     * There from when the worktree is complete until it is being removed. Without it, what is
     * missing in the worktree was never deleted by anyone, and nothing of it is kept.
     */
    private Path occupiedFile() {
        return directory.resolve("occupied");
    }

    /** What the run knew of its worktree; empty when the worktree is not complete. */
    Optional<Occupied> occupied() {
        try {
            return Files.exists(occupiedFile())
                    ? Optional.of(Json.read(Files.readString(occupiedFile()), Occupied.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + occupiedFile(), e);
        } catch (Refused unreadable) {
            return Optional.of(Occupied.UNKNOWN);
        }
    }

    void occupy(Occupied known) {
        PrivateFiles.write(occupiedFile(), Json.write(known));
    }

    void vacate() {
        try {
            Files.deleteIfExists(occupiedFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + occupiedFile(), e);
        }
    }

    void steer(String text) {
        try {
            Files.writeString(
                    steering(),
                    "- " + text + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + steering(), e);
        }
    }

    /**
     * The dispatch is over and its worktree gone: only the logs stay, for a while, and what they
     * are of.
     */
    void finished() {
        if (Files.exists(facts())) {
            PrivateFiles.move(facts(), directory.resolve("ended.json"));
        }
    }

    /** Deletes the oldest finished dispatches beyond the newest {@code keep}. */
    static void prune(MaestroHome home, int keep) {
        finishedNewestFirst(home).stream().skip(keep).forEach(RunFiles::delete);
    }

    /** Deletes the oldest finished dispatches until so many bytes are free. */
    static void prune(MaestroHome home, long bytes) {
        long left = bytes;
        for (RunFiles oldest : finishedNewestFirst(home).reversed()) {
            if (left <= 0) {
                return;
            }
            left -= Room.size(oldest.directory);
            oldest.delete();
        }
    }

    private static List<RunFiles> finishedNewestFirst(MaestroHome home) {
        if (!Files.isDirectory(home.runs())) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(home.runs())) {
            return directories
                    .map(RunFiles::new)
                    .filter(files -> !Files.exists(files.facts()))
                    .sorted(Comparator.comparing(RunFiles::changed).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.runs(), e);
        }
    }

    private FileTime changed() {
        try {
            return Files.getLastModifiedTime(directory);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    private void delete() {
        try {
            Trees.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }
}
