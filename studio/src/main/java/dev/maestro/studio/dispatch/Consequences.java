package dev.maestro.studio.dispatch;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the consequences for the runs and tasks of a plan: takes back what is no longer wanted,
 * carries on with what is due. Each may be stopped anywhere and done again.
 */
final class Consequences {

    private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);

    private static final int QUEUED_AT_ONCE = 100;

    private final Database database;
    private final Plans plans;
    private final Tasks tasks;
    private final Runs runs;

    Consequences(Database database, Plans plans, Tasks tasks, Runs runs) {
        this.database = database;
        this.plans = plans;
        this.tasks = tasks;
        this.runs = runs;
    }

    /** What its tasks have no use for, and what the plan stops. */
    void takeBack(Plan plan) {
        strays(plan);
        switch (plan.state()) {
            case PAUSED -> pause(plan);
            case CANCELLED -> cancel(plan);
            case DRAFT, ACTIVE, COMPLETED, ARCHIVED -> {}
        }
    }

    /** What goes on in an active plan, and what may begin. */
    void carryOn(Plan plan) {
        resume(plan);
        queue(plan);
    }

    private void strays(Plan plan) {
        withdraw(
                database.reading(tx -> DispatchStore.strays(tx, plan.id())),
                FailureReason.CANCELLED_BY_OPERATOR);
    }

    private void pause(Plan plan) {
        withdraw(
                database.reading(tx -> DispatchStore.heldForTasks(tx, plan.id())),
                FailureReason.PLAN_PAUSED);
    }

    private void cancel(Plan plan) {
        withdraw(
                database.reading(tx -> DispatchStore.live(tx, plan.id())),
                FailureReason.CANCELLED_BY_OPERATOR);
        for (TaskId id : database.reading(tx -> DispatchStore.unended(tx, plan.id()))) {
            database.inTransactionDo(tx -> {
                plans.share(tx, plan.id());
                if (!tasks.lock(tx, id).state().terminal()) {
                    tasks.orders().cancelled(tx, id);
                }
            });
        }
    }

    private void withdraw(List<RunId> ids, FailureReason reason) {
        ids.forEach(id -> runs.orders().withdraw(id, reason));
    }

    private void resume(Plan plan) {
        for (TaskId id : database.reading(tx -> DispatchStore.toResume(tx, plan.id()))) {
            database.inTransactionDo(tx -> {
                if (plans.share(tx, plan.id()).state() == PlanState.ACTIVE
                        && tasks.lock(tx, id).state() == TaskState.WAITING_FOR_RESUME) {
                    tasks.attempts().resumed(tx, id);
                }
            });
        }
    }

    /** A hundred at most, so that the first of a large plan need not wait for the last. */
    private void queue(Plan plan) {
        if (database.reading(tx -> DispatchStore.ready(tx, plan.id(), 1)).isEmpty()) {
            return;
        }
        database.inTransactionDo(tx -> {
            if (plans.share(tx, plan.id()).state() != PlanState.ACTIVE) {
                return;
            }
            for (TaskId id : DispatchStore.ready(tx, plan.id(), QUEUED_AT_ONCE)) {
                Task task = tasks.lock(tx, id);
                boolean still =
                        task.state() == TaskState.DRAFT || task.state() == TaskState.DISPATCHED;
                if (still && runs.queue().develop(tx, task).isEmpty()) {
                    LOG.debug("task {} has a live run already", id);
                }
            }
        });
    }
}
