package dev.maestro.studio.dispatch;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.studio.contract.SessionLink;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.Runs;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands runs over: on a session's socket, or as the answer to one that asks. Any thread may use it.
 */
final class Handover {

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final Database database;
    private final Runs runs;
    private final Fleet fleet;
    private final SessionLink link;
    private final Packets packets;
    private final Assignment assignment;
    private final InstantSource clock;

    Handover(
            Database database,
            Runs runs,
            Fleet fleet,
            SessionLink link,
            Packets packets,
            Assignment assignment,
            InstantSource clock) {
        this.database = database;
        this.runs = runs;
        this.fleet = fleet;
        this.link = link;
        this.packets = packets;
        this.assignment = assignment;
        this.clock = clock;
    }

    /** On its socket; always goes on with the next. */
    boolean give(Run run, Session session, List<String> why) {
        Optional<SocketId> socket = fleet.socket(session.id());
        dispatched(run, session, why)
                .filter(given -> !link.dispatch(session.id(), packets.of(given)))
                .ifPresent(given -> {
                    // Else it would be asked again at once, until the run's patience is spent.
                    socket.ifPresent(deaf -> fleet.disconnected(session.id(), deaf));
                    runs.leases().orphan(given.id(), given.fence(), FailureReason.SESSION_LOST);
                });
        return true;
    }

    /**
     * The next run for a session without a socket, which has it when this returns.
     *
     * @throws Refused {@code forbidden} and others as {@link Fleet#heard}
     */
    Optional<Dispatch> take(Session session) {
        fleet.heard(session.id());
        Session now = fleet.session(session.id());
        if (!Fleet.takes(now, clock.instant())) {
            return Optional.empty();
        }
        List<Plan> active =
                database
                        .reading(tx -> DispatchStore.plans(tx, Optional.of(now.projectId())))
                        .stream()
                        .filter(plan -> plan.state() == PlanState.ACTIVE)
                        .toList();
        List<Dispatch> taken = new ArrayList<>();
        assignment.assign(
                now.projectId(),
                active,
                List.of(now),
                (run, _, why) -> {
                    Optional<Run> given = dispatched(run, now, why);
                    given.ifPresent(mine -> {
                        runs.reports()
                                .accept(
                                        now.id(),
                                        new RunMethod.Accept(mine.id().value(), mine.fence()));
                        taken.add(packets.of(mine));
                    });
                    return given.isEmpty();
                });
        return taken.stream().findFirst();
    }

    private Optional<Run> dispatched(Run run, Session session, List<String> why) {
        try {
            return Optional.of(
                    runs.leases().dispatch(run.id(), session.id(), session.capacity(), why));
        } catch (Refused overtaken) {
            LOG.debug("run {} was not given: {}", run.id(), overtaken.getMessage());
            return Optional.empty();
        }
    }
}
