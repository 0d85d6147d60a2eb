package dev.maestro.client.state;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known on disk of one dispatch of one run: in {@code run.json} while its worktree stands,
 * in {@code ended.json} afterwards.
 *
 * @param start the commit that it began at; empty in what an older daemon wrote
 * @param worktree the name of its directory
 */
public record RunFacts(
        UUID session,
        UUID project,
        UUID run,
        long fence,
        Purpose purpose,
        Optional<UUID> task,
        Optional<Integer> taskNumber,
        Optional<String> branch,
        Optional<String> epic,
        Optional<String> start,
        String worktree) {

    /** Tells this dispatch's processes from all others. */
    public String mark() {
        return mark(run, fence);
    }

    public static String mark(UUID run, long fence) {
        return run + "-" + fence;
    }

    /** Empty when the file is missing or was cut off in the middle of being written. */
    public static Optional<RunFacts> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(Json.read(Files.readString(file), RunFacts.class))
                    : Optional.empty();
        } catch (IOException | Refused e) {
            return Optional.empty();
        }
    }

    /** Whether it works on the task's branch. */
    public boolean writes() {
        return switch (purpose) {
            case DEVELOP, TEST -> true;
            case PLAN, ANALYZE, REVIEW, CHECK, MERGE, RELEASE, CLEANUP -> false;
        };
    }
}
