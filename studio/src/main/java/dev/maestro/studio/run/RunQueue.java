package dev.maestro.studio.run;

import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where rooms above ask for a run; empty when there is a live one for the same already. Any thread
 * may use it.
 */
public final class RunQueue {

    private final Database database;
    private final Plans plans;
    private final Tasks tasks;
    private final RunLocks locks;

    RunQueue(Database database, Plans plans, Tasks tasks, RunLocks locks) {
        this.database = database;
        this.plans = plans;
        this.tasks = tasks;
        this.locks = locks;
    }

    /** The previous author is asked first; a session whose failure asks for another is avoided. */
    public Optional<Run> develop(Transaction tx, Task task) {
        Optional<Run> last = RunStore.lastEnded(tx, task.id(), Purpose.DEVELOP);
        Optional<SessionId> avoid =
                last.filter(run -> run.state() == RunState.FAILED)
                        .filter(run ->
                                run.failure()
                                        .filter(why -> why.advice() == Advice.OTHER_SESSION)
                                        .isPresent())
                        .flatMap(Run::lastSession);
        Optional<SessionId> first =
                task.authorSession()
                        .or(() -> last.flatMap(Run::lastSession))
                        .filter(session -> !avoid.equals(Optional.of(session)));
        return queue(
                tx,
                new RunStore.NewRun(
                        task.projectId(),
                        task.planId(),
                        Optional.of(task.id()),
                        Optional.empty(),
                        Purpose.DEVELOP,
                        Optional.empty(),
                        Optional.empty(),
                        first,
                        avoid));
    }

    /** A review of one exact commit, by another session than the author's where there is one. */
    public Optional<Run> review(Transaction tx, Task task, String commit) {
        Optional<SessionId> failed =
                RunStore.lastEnded(tx, task.id(), Purpose.REVIEW)
                        .filter(run -> run.state() == RunState.FAILED)
                        .flatMap(Run::lastSession);
        return queue(
                tx,
                new RunStore.NewRun(
                        task.projectId(),
                        task.planId(),
                        Optional.of(task.id()),
                        Optional.empty(),
                        Purpose.REVIEW,
                        Optional.of(commit),
                        Optional.of(task.branchRef()),
                        Optional.empty(),
                        failed));
    }

    /**
     * A check of a merge result.
     *
     * @param purpose check or release
     * @param fetchRef the remote ref that holds the commit
     */
    public Optional<Run> gate(
            Transaction tx,
            UUID merge,
            PlanId plan,
            Purpose purpose,
            String commit,
            String fetchRef) {
        return queue(
                tx,
                new RunStore.NewRun(
                        plans.plan(tx, plan).projectId(),
                        plan,
                        Optional.empty(),
                        Optional.of(merge),
                        purpose,
                        Optional.of(commit),
                        Optional.of(fetchRef),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** Queues again what has paused for long enough; says how many. */
    public int resumeDue() {
        List<RunId> due = database.reading(RunStore::due);
        for (RunId id : due) {
            locks.holdingDo(
                    id,
                    (tx, run) -> {
                        if (run.state() != RunState.PAUSED) {
                            return;
                        }
                        run.taskId()
                                .filter(_ -> run.purpose() == Purpose.DEVELOP)
                                .map(task -> tasks.task(tx, task))
                                .filter(task -> task.state() == TaskState.WAITING_FOR_RESUME)
                                .ifPresent(task -> tasks.attempts().resumed(tx, task.id()));
                        Run next = RunStateStore.requeue(tx, id, false, Optional.empty());
                        RunLog.step(tx, run, next, RunTrigger.RESUME, "");
                        RunLog.queued(tx, next);
                    });
        }
        return due.size();
    }

    private Optional<Run> queue(Transaction tx, RunStore.NewRun wanted) {
        Optional<Run> run = RunStore.insert(tx, RunId.random(), wanted);
        run.ifPresent(queued -> RunLog.queued(tx, queued));
        return run;
    }
}
