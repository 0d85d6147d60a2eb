package dev.maestro.client.state;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A worktree on this machine's disk.
 *
 * @param live a run of a daemon works in it
 * @param dirty it has what is not committed, or git cannot say
 * @param ahead commits that were made since it began and that no branch of the remote has, as far
 *     as this machine knows
 * @param merged nothing is in it that the base branch or an epic does not have; so it is when its
 *     run only looked at a commit
 * @param recover the command that brings its work into the user's clone
 */
public record KeptWorktree(
        String name,
        Path directory,
        UUID project,
        Optional<UUID> task,
        Optional<Integer> taskNumber,
        Optional<UUID> run,
        Optional<String> branch,
        boolean live,
        boolean dirty,
        int ahead,
        boolean merged,
        long bytes,
        Instant since,
        String recover) {}
