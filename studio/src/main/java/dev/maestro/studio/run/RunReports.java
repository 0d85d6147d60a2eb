package dev.maestro.studio.run;

import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a session says of a run that it holds. Who does not hold the run, or names a stale fence, is
 * refused with {@code lease_lost} and nothing changes. Any thread may use it.
 */
public final class RunReports {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(8);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /** What a run is at is not told more often: each time takes a number of the project. */
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

    private final Tasks tasks;
    private final Fleet fleet;
    private final RunLocks locks;
    private final RunSteps steps;

    RunReports(Tasks tasks, Fleet fleet, RunLocks locks, RunSteps steps) {
        this.tasks = tasks;
        this.fleet = fleet;
        this.locks = locks;
        this.steps = steps;
    }

    public void accept(SessionId caller, RunMethod.Accept accept) {
        locks.held(
                caller,
                accept,
                (tx, run) -> {
                    LeaseStore.accept(tx, run.id(), tx.now().plus(fleet.lease()));
                    return run;
                });
    }

    /**
     * Back to the queue for others; a refusal that asks for an operator is a failure. A session
     * whose seats are taken, though we think otherwise, still ends what it was told to stop: it
     * rests a little, longer each time, else it would be asked again at once until the run's
     * patience is spent.
     */
    public void refuse(SessionId caller, RunMethod.Refuse refuse) {
        locks.held(
                caller,
                refuse,
                (tx, run) -> {
                    if (refuse.reason().advice() == Advice.ASK_OPERATOR) {
                        return steps.fail(
                                tx,
                                run,
                                refuse.reason(),
                                refuse.detail(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty());
                    }
                    if (refuse.reason() == FailureReason.AT_CAPACITY) {
                        fleet.rests(tx, caller, tx.now().plus(rest(run.orphaned())));
                    }
                    return steps.back(
                            tx,
                            run,
                            RunTrigger.REFUSE,
                            refuse.reason(),
                            refuse.detail(),
                            Optional.of(caller));
                });
    }

    public void start(SessionId caller, RunMethod.Start start) {
        locks.held(
                caller,
                start,
                (tx, run) -> steps.started(tx, run, start.provider(), start.model()));
    }

    public void progress(SessionId caller, RunMethod.Progress progress) {
        locks.held(
                caller,
                progress,
                (tx, run) -> {
                    String text = Excerpt.head(progress.text(), 500);
                    if (RunStore.progress(tx, run.id(), text, tx.now().minus(BETWEEN_PROGRESS))) {
                        RunLog.publish(
                                tx,
                                run,
                                new RunNews.Progress(run.id().value(), RunLog.task(run), text));
                    }
                    return run;
                });
    }

    public void usage(SessionId caller, RunMethod.UsageReport report) {
        locks.held(
                caller,
                report,
                (tx, run) -> {
                    RunStore.usage(tx, run.id(), report.usage());
                    return run;
                });
    }

    /** Frees the seat until the time the limit names; the session's provider rests until then. */
    public void pause(SessionId caller, RunMethod.Pause pause) {
        locks.held(
                caller,
                pause,
                (tx, found) -> {
                    Run run = steps.begun(tx, found);
                    RunState.LIFECYCLE.next(run.state(), RunTrigger.PAUSE);
                    Instant resumeAt = within(tx.now(), pause.resumeAt());
                    run.taskId()
                            .filter(_ -> run.purpose() == Purpose.DEVELOP)
                            .ifPresent(task -> tasks.attempts().paused(tx, task));
                    Run next =
                            RunStateStore.pause(
                                    tx, run.id(), resumeAt, pause.reason(), pause.detail());
                    if (pause.reason() == FailureReason.PROVIDER_RATE_LIMITED
                            || pause.reason() == FailureReason.PROVIDER_OVERLOADED
                            || pause.reason() == FailureReason.PROVIDER_USAGE_LIMIT) {
                        fleet.limited(tx, caller, resumeAt);
                    }
                    steps.released(tx, run);
                    RunLog.step(tx, run, next, RunTrigger.PAUSE, pause.reason().wireName());
                    RunLog.publish(
                            tx,
                            next,
                            new RunNews.Paused(
                                    run.id().value(), RunLog.task(run), pause.reason(), resumeAt));
                    return next;
                });
    }

    private static Duration rest(int timesRefused) {
        Duration rest = SHORTEST_REST.multipliedBy(1L << Math.min(timesRefused, 10));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    /** A pause is neither no pause nor for ever. */
    static Instant within(Instant now, Instant wanted) {
        Instant earliest = now.plus(SHORTEST_PAUSE);
        Instant latest = now.plus(LONGEST_PAUSE);
        return wanted.isBefore(earliest) ? earliest : wanted.isAfter(latest) ? latest : wanted;
    }
}
