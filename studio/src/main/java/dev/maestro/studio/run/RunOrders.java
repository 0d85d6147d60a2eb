package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Permission;

/**
 * What operators order, and the rooms above: a run is taken back for good. Any thread may use it.
 */
public final class RunOrders {

    private final Tasks tasks;
    private final Runs runs;
    private final RunLocks locks;
    private final RunSteps steps;

    RunOrders(Tasks tasks, Runs runs, RunLocks locks, RunSteps steps) {
        this.tasks = tasks;
        this.runs = runs;
        this.locks = locks;
        this.steps = steps;
    }

    /** Takes a live run back for good; its task then needs an operator, its work is kept. */
    public Run cancel(UserId by, RunId id) {
        runs.require(by, id, Permission.CANCEL_RUN);
        return locks.holding(
                id,
                (tx, run) -> {
                    Run next = steps.cancelled(tx, run, FailureReason.CANCELLED_BY_OPERATOR);
                    if (run.purpose() == Purpose.DEVELOP) {
                        Task task = tasks.task(tx, run.taskId().orElseThrow());
                        if (!task.state().terminal() && task.state() != TaskState.NEEDS_OPERATOR) {
                            tasks.orders()
                                    .needsOperator(
                                            tx,
                                            task.id(),
                                            "a person cancelled its run; \"Try again\" starts it again, \"Cancel\" gives it up");
                        }
                    }
                    return next;
                });
    }

    /**
     * For the rooms above: takes a live run back for good, and with {@code plan_paused} its task
     * waits for the plan. Nothing happens to a run that has ended.
     */
    public void withdraw(RunId id, FailureReason reason) {
        locks.holdingDo(
                id,
                (tx, run) -> {
                    if (run.state().terminal()) {
                        return;
                    }
                    steps.cancelled(tx, run, reason);
                    if (run.purpose() == Purpose.DEVELOP && reason == FailureReason.PLAN_PAUSED) {
                        Task task = tasks.task(tx, run.taskId().orElseThrow());
                        if (task.state().inHand()) {
                            tasks.attempts().paused(tx, task.id());
                        }
                    }
                });
    }

    /**
     * As {@link #withdraw}, inside the caller's transaction, which has locked the task if there is
     * one; the task is left as it is.
     */
    public Run cancel(Transaction tx, RunId id, FailureReason reason) {
        Run run = RunStore.lock(tx, id).orElseThrow(() -> Refused.notFound("run", id));
        return run.state().terminal() ? run : steps.cancelled(tx, run, reason);
    }
}
