package dev.maestro.client.daemon;

import dev.maestro.client.work.LiveFacts;
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
        Optional<String> prompt,
        boolean waitsForPerson,
        LiveFacts live) {

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
                Optional.of(view.prompt().toString()),
                view.waitsForPerson(),
                view.live());
    }

    /** Where a person it waits for reads what to do, and does it; empty when it waits for none. */
    public Optional<String> forPerson() {
        return waitsForPerson
                ? Optional.of(
                        "waits for you in %s; what to do is in %s"
                                .formatted(worktree.orElse("?"), prompt.orElse("?")))
                : Optional.empty();
    }

    /** By its task's number, or by four or more characters of its own or its task's id. */
    public boolean isCalled(String name) {
        return taskNumber.map(String::valueOf).filter(name::equals).isPresent()
                || (name.length() >= 4
                        && (run.toString().startsWith(name)
                                || task.map(UUID::toString)
                                        .filter(id -> id.startsWith(name))
                                        .isPresent()));
    }
}
