package dev.maestro.client.cli;

import dev.maestro.client.daemon.RunLine;
import dev.maestro.client.daemon.SavedSessions;
import dev.maestro.client.daemon.SeenDaemon;
import dev.maestro.client.daemon.SessionRequest;
import dev.maestro.client.daemon.SessionView;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whom a directive is said to, as the daemons of this machine know them.
 *
 * @param user as whom the session was connected
 * @param field {@code run} or {@code session}, as Studio calls it
 * @param name for people
 */
record SteerTarget(URI studio, Optional<UUID> user, String field, UUID id, String name) {

    /** Every session of this machine, the workers' too. */
    static List<SteerTarget> everySession(Surroundings here) {
        return sessions(here, _ -> true);
    }

    /**
     * @throws Refused {@code not_found} when no session of this machine has that name
     */
    static List<SteerTarget> session(Surroundings here, String name) {
        List<SteerTarget> named = sessions(here, session -> session.name().equals(name));
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
        for (SeenDaemon daemon : here.daemons()) {
            for (SessionView session : daemon.view().sessions()) {
                session.runs().stream()
                        .filter(run -> name.isEmpty() || isCalled(run, name.get()))
                        .forEach(run -> found.add(of(daemon, session, run)));
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

    private static List<SteerTarget> sessions(Surroundings here, Predicate<SessionView> chosen) {
        return here.daemons().stream()
                .flatMap(daemon ->
                        daemon.view().sessions().stream()
                                .filter(chosen)
                                .map(session -> of(daemon, session)))
                .toList();
    }

    private static SteerTarget of(SeenDaemon daemon, SessionView session) {
        return new SteerTarget(
                session.studio(),
                user(daemon, session),
                "session",
                session.session(),
                "session " + session.name());
    }

    private static SteerTarget of(SeenDaemon daemon, SessionView session, RunLine run) {
        return new SteerTarget(
                session.studio(),
                user(daemon, session),
                "run",
                run.run(),
                "%s \"%s\"".formatted(run.purpose().wireName(), run.title()));
    }

    private static Optional<UUID> user(SeenDaemon daemon, SessionView session) {
        return SavedSessions.requests(daemon.home()).stream()
                .filter(saved ->
                        saved.name().equals(session.name())
                                && saved.project().equals(session.project()))
                .findFirst()
                .flatMap(SessionRequest::user);
    }
}
