package dev.maestro.client.daemon;

import dev.maestro.client.work.OutputPiece;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.util.Optional;

/** What a person at this machine asks of sessions and runs at work. Any thread may use it. */
final class RunOrders {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final Here here;

    RunOrders(Here here) {
        this.here = here;
    }

    /**
     * @throws Refused {@code not_found} when no such question waits
     */
    ControlMethod.Answered answer(ControlMethod.Answer answer) {
        return here.sessions().get().stream()
                .flatMap(session ->
                        session
                                .work()
                                .answer(
                                        answer.question(),
                                        answer.yes(),
                                        answer.words().filter(words -> !words.isBlank()))
                                .stream())
                .findFirst()
                .map(ControlMethod.Answered::new)
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.NOT_FOUND,
                                "the question %s does not wait any more"
                                        .formatted(answer.question())));
    }

    RunLine cancel(String name) {
        Here.AtWork found = here.run(Optional.of(name));
        if (!found.session().work().cancel(found.run().run())) {
            throw Here.gone(name);
        }
        return found.run();
    }

    /** Takes nothing new and ends when what runs has ended. */
    SessionView drain(String name) {
        LiveSession session = here.session(name, Optional.empty()).getFirst();
        session.drain();
        return session.view();
    }

    /** Waits until there is something. */
    OutputPiece output(ControlMethod.Output asked) {
        Duration patience = Duration.ofMillis(Math.max(0, asked.waitMillis()));
        try {
            for (LiveSession session : here.sessions().get()) {
                Optional<OutputPiece> piece =
                        session.work()
                                .output(
                                        asked.run(),
                                        asked.after(),
                                        patience.compareTo(LONGEST_WAIT) < 0
                                                ? patience
                                                : LONGEST_WAIT);
                if (piece.isPresent()) {
                    return piece.get();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Here.gone(asked.run().toString());
    }
}
