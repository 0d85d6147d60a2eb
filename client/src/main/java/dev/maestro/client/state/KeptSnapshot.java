package dev.maestro.client.state;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A commit that a mirror holds on to under a hidden ref, or on a branch that no worktree has.
 *
 * @param task whose work it is
 * @param merged nothing is in it that the base branch or an epic does not have
 * @param recover the command that brings it into the user's clone
 */
public record KeptSnapshot(
        String name,
        String ref,
        UUID project,
        Optional<UUID> task,
        Optional<Integer> taskNumber,
        String commit,
        String subject,
        Instant at,
        boolean merged,
        String recover) {}
