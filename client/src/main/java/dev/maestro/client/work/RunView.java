package dev.maestro.client.work;

import dev.maestro.protocol.work.Purpose;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A run on this machine as {@code maestro status} shows it.
 *
 * @param title the task's title, or what is checked
 * @param step what it does now, in a word: {@code preparing}, {@code working}, {@code checking}
 * @param prompt what its agent is told
 * @param waitsForPerson whether {@code maestro task done} would end its provider's part
 * @param live what is known of it while it is at work
 */
public record RunView(
        UUID run,
        long fence,
        Purpose purpose,
        Optional<UUID> task,
        Optional<Integer> taskNumber,
        String title,
        String step,
        Instant since,
        Optional<Path> worktree,
        Path prompt,
        boolean waitsForPerson,
        LiveFacts live) {}
