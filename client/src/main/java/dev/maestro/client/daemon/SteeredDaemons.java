package dev.maestro.client.daemon;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.List;
import java.util.function.Predicate;

/** A directive on its way to whichever daemon of this machine has whom it is said to. */
public final class SteeredDaemons {

    private SteeredDaemons() {}

    /**
     * Says it, and answers who is told.
     *
     * @param daemons the home's own and its teams' workers
     * @throws Refused {@code not_found} when nobody here is meant, {@code invalid_params} when
     *     several could be
     */
    public static List<ControlMethod.Told> steer(
            List<SeenDaemon> daemons, ControlMethod.Steer wanted) {
        if (wanted.machine() || wanted.session().isPresent()) {
            return told(having(daemons, session -> isMeant(session, wanted)), wanted);
        }
        List<SeenDaemon> working =
                having(
                        daemons,
                        session -> session.runs().stream().anyMatch(run -> isMeant(run, wanted)));
        if (working.size() > 1) {
            throw Refused.invalid(
                    "run",
                    "several runs could be meant: say --run with one that `maestro status` lists");
        }
        return told(working, wanted);
    }

    private static boolean isMeant(SessionView session, ControlMethod.Steer wanted) {
        return wanted.session().map(session.name()::equals).orElse(true)
                && wanted.project().map(session.project()::equals).orElse(true);
    }

    private static boolean isMeant(RunLine run, ControlMethod.Steer wanted) {
        return wanted.run().map(run::isCalled).orElse(true);
    }

    private static List<SeenDaemon> having(
            List<SeenDaemon> daemons, Predicate<SessionView> wanted) {
        return daemons.stream()
                .filter(daemon -> daemon.view().sessions().stream().anyMatch(wanted))
                .toList();
    }

    private static List<ControlMethod.Told> told(
            List<SeenDaemon> daemons, ControlMethod.Steer wanted) {
        if (daemons.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    wanted.session()
                            .map(
                                    "there is no session %s here; `maestro status` lists them"
                                            ::formatted)
                            .or(() -> wanted.run().map("no run %s is under way here"::formatted))
                            .orElse("nothing is under way here"));
        }
        return daemons.stream()
                .flatMap(daemon ->
                        daemon
                                .client()
                                .ask(ControlMethod.STEER, wanted, ControlMethod.Steered.class)
                                .told()
                                .stream())
                .toList();
    }
}
