package dev.maestro.studio.run;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionMethod.Decision;
import dev.maestro.protocol.work.SessionMethod.HeldRun;
import dev.maestro.protocol.work.SessionMethod.RunDecision;
import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who holds which run, and for how long: gives runs to sessions, renews what they hold and takes it
 * back. Any thread may use it.
 */
public final class Leases {

    /** In which a dispatch must be answered. */
    public static final Duration TIME_TO_ACCEPT = Duration.ofSeconds(10);

    private final Database database;
    private final Plans plans;
    private final Tasks tasks;
    private final Fleet fleet;
    private final RunLocks locks;
    private final RunSteps steps;

    Leases(
            Database database,
            Plans plans,
            Tasks tasks,
            Fleet fleet,
            RunLocks locks,
            RunSteps steps) {
        this.database = database;
        this.plans = plans;
        this.tasks = tasks;
        this.fleet = fleet;
        this.locks = locks;
        this.steps = steps;
    }

    /**
     * Gives a queued run to a session. Of several dispatchers one succeeds.
     *
     * @param why sentences for people
     * @throws Refused {@code invalid_transition} when it is not queued any more; {@code
     *     plan_paused}; {@code capacity} when all seats are taken
     */
    public Run dispatch(RunId id, SessionId session, int seats, List<String> why) {
        return locks.holding(
                id,
                (tx, run) -> {
                    RunState.LIFECYCLE.next(run.state(), RunTrigger.DISPATCH);
                    if (plans.share(tx, run.planId()).state() != PlanState.ACTIVE) {
                        throw new Refused(
                                RefusalCode.PLAN_PAUSED,
                                "the plan of run %s is not active".formatted(id));
                    }
                    if (LeaseStore.seatsTaken(tx, session) >= seats) {
                        throw new Refused(
                                RefusalCode.CAPACITY,
                                "all seats of session %s are taken".formatted(session),
                                Map.of("cap", "session", "limit", seats));
                    }
                    if (run.purpose() == Purpose.DEVELOP) {
                        tasks.attempts().dispatched(tx, run.taskId().orElseThrow(), id.value());
                    }
                    Run next =
                            RunStateStore.dispatch(
                                    tx,
                                    id,
                                    session,
                                    tx.now().plus(TIME_TO_ACCEPT),
                                    Reasons.of(why));
                    fleet.busy(tx, session, true);
                    RunLog.step(
                            tx,
                            run,
                            next,
                            RunTrigger.DISPATCH,
                            "to session " + fleet.session(tx, session).name());
                    RunLog.publish(
                            tx,
                            next,
                            new RunNews.Dispatched(
                                    id.value(), RunLog.task(next), session.value(), next.fence()));
                    return next;
                });
    }

    /**
     * Takes a held run back into the queue; nothing when nobody holds it. After thirty times it has
     * failed.
     */
    public void orphan(RunId id, FailureReason reason) {
        locks.holdingDo(
                id,
                (tx, run) -> {
                    if (run.state().held()) {
                        steps.back(tx, run, RunTrigger.ORPHAN, reason, "", Optional.empty());
                    }
                });
    }

    /** As {@link #orphan(RunId, FailureReason)}, if it is still held with this fence. */
    public void orphan(RunId id, long fence, FailureReason reason) {
        locks.holdingDo(
                id,
                (tx, run) -> {
                    if (run.state().held() && run.fence() == fence) {
                        steps.back(tx, run, RunTrigger.ORPHAN, reason, "", Optional.empty());
                    }
                });
    }

    /** Takes back what has outlived its lease or its session; says how many. */
    public int reap() {
        List<RunId> abandoned = database.reading(LeaseStore::abandoned);
        for (RunId id : abandoned) {
            locks.holdingDo(
                    id,
                    (tx, run) -> {
                        boolean still =
                                run.state().held()
                                        && (run.leaseUntil().filter(tx.now()::isAfter).isPresent()
                                                || fleet.gone(tx, run.sessionId().orElseThrow()));
                        if (still) {
                            steps.back(
                                    tx,
                                    run,
                                    RunTrigger.ORPHAN,
                                    FailureReason.SESSION_LOST,
                                    run.accepted()
                                            ? "the lease ran out"
                                            : "the dispatch was not answered",
                                    run.accepted() ? Optional.empty() : run.sessionId());
                        }
                    });
        }
        return abandoned.size();
    }

    /**
     * Compares what a session that says hello believes to hold with what it holds: what it does not
     * list is taken back at once, what it lists with the current fence goes on.
     */
    public List<RunDecision> reconcile(SessionId session, List<HeldRun> listed) {
        Set<UUID> known = listed.stream().map(HeldRun::run).collect(Collectors.toSet());
        for (Run held : heldBy(session)) {
            if (!known.contains(held.id().value())) {
                orphan(held.id(), held.fence(), FailureReason.SESSION_LOST);
            }
        }
        Set<UUID> gone = Set.copyOf(renew(session, listed));
        return listed.stream()
                .map(run ->
                        gone.contains(run.run())
                                ? new RunDecision(
                                        run.run(),
                                        Decision.CANCEL,
                                        Optional.of("the lease is lost"))
                                : new RunDecision(run.run(), Decision.CONTINUE, Optional.empty()))
                .toList();
    }

    /** Renews the leases named with their current fence; answers those that are gone. */
    public List<UUID> renew(SessionId session, List<HeldRun> listed) {
        if (listed.isEmpty()) {
            return List.of();
        }
        Set<UUID> renewed =
                database.inTransaction(tx ->
                        LeaseStore.renew(
                                        tx,
                                        session,
                                        listed.stream().map(HeldRun::run).toList(),
                                        listed.stream().map(HeldRun::fence).toList(),
                                        tx.now().plus(fleet.lease()))
                                .stream()
                                .map(RunId::value)
                                .collect(Collectors.toSet()));
        return listed.stream().map(HeldRun::run).filter(run -> !renewed.contains(run)).toList();
    }

    /** Takes back everything a session holds. */
    public void orphanAll(SessionId session, FailureReason reason) {
        heldBy(session).forEach(run -> orphan(run.id(), run.fence(), reason));
    }

    private List<Run> heldBy(SessionId session) {
        return database.reading(tx -> LeaseStore.heldBy(tx, session));
    }
}
