package dev.maestro.client.daemon;

import dev.maestro.client.work.RunView;
import dev.maestro.protocol.work.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A run as the control socket tells it. */
public record RunLine(
        UUID run,
        Purpose purpose,
        Optional<UUID> task,
        Optional<Integer> taskNumber,
        String title,
        String step,
        Instant since,
        Optional<String> worktree,
        boolean waitsForPerson) {

    static RunLine of(RunView view) {
        return new RunLine(
                view.run(),
                view.purpose(),
                view.task(),
                view.taskNumber(),
                view.title(),
                view.step(),
                view.since(),
                view.worktree().map(Object::toString),
                view.waitsForPerson());
    }
}
