package dev.maestro.client.daemon;

import dev.maestro.client.work.OutputPiece;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What a person at this machine asks of sessions and runs at work. Any thread may use it. */
final class RunOrders {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private record Found(LiveSession session, RunLine run) {}

    private final Supplier<Collection<LiveSession>> sessions;

    RunOrders(Supplier<Collection<LiveSession>> sessions) {
        this.sessions = sessions;
    }

    /**
     * @throws Refused {@code not_found} when nobody of that name is here, {@code invalid_params}
     *     when it is not said who is meant
     */
    ControlMethod.Steered steer(ControlMethod.Steer asked) {
        int targets =
                (asked.run().isPresent() ? 1 : 0)
                        + (asked.session().isPresent() ? 1 : 0)
                        + (asked.team() ? 1 : 0);
        if (targets != 1) {
            throw Refused.invalid("run", "say who is meant: a run, a session, or the team");
        }
        if (asked.text().isBlank()) {
            throw Refused.invalid("text", "a directive says something");
        }
        String text = asked.text().strip();
        if (asked.run().isPresent()) {
            return new ControlMethod.Steered(List.of(steerRun(asked.run().get(), text)));
        }
        Collection<LiveSession> chosen =
                asked.session().map(this::named).orElseGet(() -> List.copyOf(sessions.get()));
        if (chosen.isEmpty()) {
            throw new Refused(RefusalCode.NOT_FOUND, "no session is connected here");
        }
        return new ControlMethod.Steered(
                chosen.stream().flatMap(each -> steerAll(each, text).stream()).toList());
    }

    private ControlMethod.Told steerRun(String name, String text) {
        Found found = find(name);
        Delivery delivery =
                found.session()
                        .work()
                        .direct(found.run().run(), text)
                        .orElseThrow(() -> gone(name));
        return new ControlMethod.Told(found.session().name(), Optional.of(found.run()), delivery);
    }

    private static List<ControlMethod.Told> steerAll(LiveSession session, String text) {
        Map<UUID, Delivery> told = session.work().directAll(text);
        if (told.isEmpty()) {
            return List.of(
                    new ControlMethod.Told(session.name(), Optional.empty(), Delivery.NEXT_RUN));
        }
        List<RunLine> runs = session.runs();
        return told.entrySet().stream()
                .map(each ->
                        new ControlMethod.Told(
                                session.name(),
                                runs.stream()
                                        .filter(run -> run.run().equals(each.getKey()))
                                        .findFirst(),
                                each.getValue()))
                .toList();
    }

    ControlMethod.Cleared clear(Optional<String> session) {
        return new ControlMethod.Cleared(
                session.map(this::named).orElseGet(() -> List.copyOf(sessions.get())).stream()
                        .mapToInt(each -> each.work().clearStanding())
                        .sum());
    }

    /**
     * @throws Refused {@code not_found} when no such question waits
     */
    ControlMethod.Answered answer(ControlMethod.Answer answer) {
        return sessions.get().stream()
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
        Found found = find(name);
        if (!found.session().work().cancel(found.run().run())) {
            throw gone(name);
        }
        return found.run();
    }

    /** Takes nothing new and ends when what runs has ended. */
    SessionView drain(String name) {
        LiveSession session = named(name).getFirst();
        session.drain();
        return session.view();
    }

    /** Waits until there is something. */
    OutputPiece output(ControlMethod.Output asked) {
        Duration patience = Duration.ofMillis(Math.max(0, asked.waitMillis()));
        try {
            for (LiveSession session : sessions.get()) {
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
        throw gone(asked.run().toString());
    }

    private List<LiveSession> named(String name) {
        List<LiveSession> found =
                sessions.get().stream().filter(each -> each.name().equals(name)).toList();
        if (found.isEmpty()) {
            throw new Refused(RefusalCode.NOT_FOUND, "there is no session %s here".formatted(name));
        }
        return found;
    }

    private Found find(String name) {
        List<Found> found = new ArrayList<>();
        for (LiveSession session : sessions.get()) {
            session.runs().stream()
                    .filter(run -> run.isCalled(name))
                    .forEach(run -> found.add(new Found(session, run)));
        }
        if (found.size() > 1) {
            throw Refused.invalid("run", "several runs are called %s: say its id".formatted(name));
        }
        return found.stream().findFirst().orElseThrow(() -> gone(name));
    }

    private static Refused gone(String run) {
        return new Refused(RefusalCode.NOT_FOUND, "no run %s is at work here".formatted(run));
    }
}
