package dev.maestro.client.cli;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SavedSessions;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Whom a directive is said to, as the daemon of this machine knows them.
 *
 * @param user as whom the session was connected
 * @param field {@code run} or {@code session}, as Studio calls it
 * @param name for people
 */
record SteerTarget(URI studio, Optional<UUID> user, String field, UUID id, String name) {

    /** Every session of this machine. */
    static List<SteerTarget> everySession(Surroundings here) {
        return sessions(here).stream().map(session -> of(here, session)).toList();
    }

    /**
     * @throws Refused {@code not_found} when no session of this machine has that name
     */
    static List<SteerTarget> session(Surroundings here, String name) {
        List<SteerTarget> named =
                sessions(here).stream()
                        .filter(session -> session.name().equals(name))
                        .map(session -> of(here, session))
                        .toList();
        if (named.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "there is no session %s here; `maestro status` lists them".formatted(name));
        }
        return named;
    }

    /**
     * @param name a task's number or the beginning of a run's id; without one, the only run there
     *     is
     * @throws Refused {@code not_found} or, when several could be meant, {@code invalid_params}
     */
    static SteerTarget run(Surroundings here, Optional<String> name) {
        List<SteerTarget> found = new ArrayList<>();
        for (SessionView session : sessions(here)) {
            for (RunLine run : session.runs()) {
                if (name.isEmpty() || isCalled(run, name.get())) {
                    found.add(
                            new SteerTarget(
                                    session.studio(),
                                    user(here, session),
                                    "run",
                                    run.run(),
                                    "%s \"%s\"".formatted(run.purpose().wireName(), run.title())));
                }
            }
        }
        if (found.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    name.map("no run %s is under way here"::formatted)
                            .orElse("no run is under way here"));
        }
        if (found.size() > 1) {
            throw Refused.invalid(
                    "run",
                    "several runs are under way: say --run with one of "
                            + found.stream()
                                    .map(run ->
                                            "%s (%s)"
                                                    .formatted(
                                                            run.id().toString().substring(0, 8),
                                                            run.name()))
                                    .collect(Collectors.joining(", ")));
        }
        return found.getFirst();
    }

    private static boolean isCalled(RunLine run, String name) {
        return run.run().toString().startsWith(name)
                || run.taskNumber().map(String::valueOf).filter(name::equals).isPresent();
    }

    private static SteerTarget of(Surroundings here, SessionView session) {
        return new SteerTarget(
                session.studio(),
                user(here, session),
                "session",
                session.session(),
                "session " + session.name());
    }

    private static Optional<UUID> user(Surroundings here, SessionView session) {
        return SavedSessions.requests(here.home()).stream()
                .filter(saved ->
                        saved.name().equals(session.name())
                                && saved.project().equals(session.project()))
                .findFirst()
                .flatMap(SessionRequest::user);
    }

    private static List<SessionView> sessions(Surroundings here) {
        return here.daemon().ask(ControlMethod.STATUS, Map.of(), DaemonView.class).sessions();
    }
}
