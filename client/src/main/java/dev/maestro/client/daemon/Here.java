package dev.maestro.client.daemon;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sessions and runs of this machine by the names that people call them. */
record Here(Supplier<Collection<LiveSession>> sessions) {

    /** A run, and whose it is. */
    record AtWork(LiveSession session, RunLine run) {}

    /**
     * @throws Refused {@code not_found} when nobody is connected
     */
    List<LiveSession> all() {
        List<LiveSession> all = List.copyOf(sessions.get());
        if (all.isEmpty()) {
            throw new Refused(RefusalCode.NOT_FOUND, "no session is connected here");
        }
        return all;
    }

    /**
     * @param project the only one that is meant, when one is
     * @throws Refused {@code not_found} when no session has that name
     */
    List<LiveSession> session(String name, Optional<UUID> project) {
        List<LiveSession> found =
                sessions.get().stream()
                        .filter(each -> each.name().equals(name))
                        .filter(each ->
                                project.map(each.saved().request().project()::equals).orElse(true))
                        .toList();
        if (found.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    "there is no session %s here; `maestro status` lists them".formatted(name));
        }
        return found;
    }

    /**
     * @param name without one, the only run there is
     * @throws Refused {@code not_found}, or {@code invalid_params} when several could be meant
     */
    AtWork run(Optional<String> name) {
        Predicate<RunLine> meant = run -> name.map(run::isCalled).orElse(true);
        List<AtWork> found =
                sessions.get().stream()
                        .flatMap(session ->
                                session.runs().stream()
                                        .filter(meant)
                                        .map(run -> new AtWork(session, run)))
                        .toList();
        if (found.size() > 1) {
            throw Refused.invalid(
                    "run",
                    "several runs could be meant: say one of "
                            + found.stream()
                                    .map(each -> called(each.run()))
                                    .collect(Collectors.joining(", ")));
        }
        return found.stream()
                .findFirst()
                .orElseThrow(() ->
                        name.map(Here::gone)
                                .orElseGet(() ->
                                        new Refused(
                                                RefusalCode.NOT_FOUND, "no run is at work here")));
    }

    private static String called(RunLine run) {
        return "%s (%s \"%s\")"
                .formatted(
                        run.run().toString().substring(0, 8),
                        run.purpose().wireName(),
                        run.title());
    }

    static Refused gone(String run) {
        return new Refused(RefusalCode.NOT_FOUND, "no run %s is at work here".formatted(run));
    }
}
