package dev.maestro.studio.run;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.Tasks;
import java.time.Instant;
import java.util.Optional;

/**
 * The steps of a run's lifecycle that more than one door takes, each with what follows for the task
 * and the session. The locks are taken.
 */
final class RunSteps {

    private static final int MOST_ORPHANINGS = 30;

    private final Tasks tasks;
    private final Fleet fleet;
    private final RunPost post;

    RunSteps(Tasks tasks, Fleet fleet, RunPost post) {
        this.tasks = tasks;
        this.fleet = fleet;
        this.post = post;
    }

    Run started(Transaction tx, Run run, String provider, Optional<String> model) {
        RunState.LIFECYCLE.next(run.state(), RunTrigger.START);
        if (run.purpose() == Purpose.DEVELOP) {
            tasks.attempts().started(tx, run.taskId().orElseThrow(), run.id().value());
        }
        Run next = RunStateStore.start(tx, run.id(), tx.now().plus(fleet.lease()), provider, model);
        RunLog.step(tx, run, next, RunTrigger.START, provider);
        RunLog.publish(
                tx,
                next,
                new RunNews.Started(
                        run.id().value(),
                        RunLog.task(run),
                        run.sessionId().orElseThrow().value(),
                        provider));
        return next;
    }

    /** A start that was said while the link was down never arrives; what follows from it does. */
    Run begun(Transaction tx, Run run) {
        return run.state() == RunState.DISPATCHED
                ? started(tx, run, run.provider().orElse("unknown"), Optional.empty())
                : run;
    }

    Run back(
            Transaction tx,
            Run run,
            RunTrigger trigger,
            FailureReason reason,
            String detail,
            Optional<SessionId> avoid) {
        RunState.LIFECYCLE.next(run.state(), trigger);
        if (run.orphaned() >= MOST_ORPHANINGS) {
            return fail(
                    tx,
                    run,
                    FailureReason.NO_PROGRESS,
                    "%d sessions lost it; last: %s".formatted(run.orphaned(), reason.sentence()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        if (run.purpose() == Purpose.DEVELOP) {
            TaskId task = run.taskId().orElseThrow();
            if (tasks.task(tx, task).state().inHand()) {
                if (trigger == RunTrigger.REFUSE) {
                    tasks.attempts().refused(tx, task);
                } else {
                    tasks.attempts().orphaned(tx, task);
                }
            }
        }
        Run next = RunStateStore.requeue(tx, run.id(), true, avoid);
        released(tx, run);
        RunLog.step(tx, run, RunState.ORPHANED, trigger, reason.wireName() + " " + detail);
        RunLog.step(tx, run, next, RunTrigger.REQUEUE, "");
        RunLog.publish(tx, next, new RunNews.Orphaned(run.id().value(), RunLog.task(run), reason));
        RunLog.queued(tx, next);
        tell(tx, run, reason);
        return next;
    }

    Run fail(
            Transaction tx,
            Run run,
            FailureReason reason,
            String detail,
            Optional<String> log,
            Optional<Instant> retryAt,
            Optional<TerminalReport> report) {
        RunState.LIFECYCLE.next(run.state(), RunTrigger.FAIL);
        if (run.purpose() == Purpose.DEVELOP) {
            TaskId task = run.taskId().orElseThrow();
            if (tasks.task(tx, task).state().inHand()) {
                tasks.attempts().failed(tx, task, reason, detail, retryAt);
            }
        }
        Run next =
                RunStateStore.failed(
                        tx, run.id(), reason, Excerpt.head(detail, 4_000), log, report);
        released(tx, run);
        RunLog.step(tx, run, next, RunTrigger.FAIL, reason.wireName());
        RunLog.publish(
                tx,
                next,
                new RunNews.Failed(
                        run.id().value(),
                        RunLog.task(run),
                        run.purpose(),
                        reason,
                        Excerpt.head(detail, 500)));
        return next;
    }

    Run cancelled(Transaction tx, Run run, FailureReason reason) {
        RunState.LIFECYCLE.next(run.state(), RunTrigger.CANCEL);
        Run next = RunStateStore.cancelled(tx, run.id(), reason);
        released(tx, run);
        RunLog.step(tx, run, next, RunTrigger.CANCEL, reason.wireName());
        RunLog.publish(tx, next, new RunNews.Cancelled(run.id().value(), RunLog.task(run), reason));
        tell(tx, run, reason);
        return next;
    }

    /** Who held it may hold nothing any more. */
    void released(Transaction tx, Run held) {
        held.sessionId()
                .ifPresent(
                        session -> fleet.busy(tx, session, LeaseStore.seatsTaken(tx, session) > 0));
    }

    /** The session that held it hears that it is gone. */
    private void tell(Transaction tx, Run run, FailureReason reason) {
        run.sessionId()
                .ifPresent(session ->
                        tx.afterCommit(() -> post.cancel(session, run.id(), run.fence(), reason)));
    }
}
