package dev.maestro.studio.task;

import static dev.maestro.studio.task.TaskTrigger.*;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of a task by its runs. Each verb locks the task, takes one step of the lifecycle or
 * refuses with {@code invalid_transition}, and publishes. Any thread may use it.
 */
public final class TaskAttempts {

    /** From then on a person decides. */
    private static final int MOST_FAILURES = 5;

    private static final int MOST_SAME_FAILURES = 3;
    private static final Duration WHEN_NO_TIME_IS_NAMED = Duration.ofMinutes(1);

    private final Plans plans;
    private final Tasks tasks;

    TaskAttempts(Plans plans, Tasks tasks) {
        this.plans = plans;
        this.tasks = tasks;
    }

    /**
     * Its run was given to a session. A task that goes round again (after a rejection or a
     * conflict) is dispatched already.
     *
     * @throws Refused {@code invalid_transition}, {@code plan_paused}; {@code conflict} when it is
     *     held, or waits for another task
     */
    public Task dispatched(Transaction tx, TaskId id, UUID run) {
        Task task = tasks.lock(tx, id);
        Plan plan = plans.plan(tx, task.planId());
        if (plan.state() != PlanState.ACTIVE) {
            throw new Refused(
                    RefusalCode.PLAN_PAUSED, "the plan %s is not active".formatted(plan.title()));
        }
        if (task.held() || TaskStore.blocked(tx, id)) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "task %s is held, or waits for another by now".formatted(id));
        }
        Task next = task.state() == TaskState.DISPATCHED ? task : TaskLog.step(tx, task, DISPATCH);
        TaskLog.publish(tx, task, new TaskNews.Dispatched(task.planId().value(), id.value(), run));
        return next;
    }

    /** The agent runs. */
    public Task started(Transaction tx, TaskId id, UUID run) {
        Task task = tasks.lock(tx, id);
        Task next = TaskLog.step(tx, task, START);
        TaskLog.publish(tx, task, new TaskNews.Started(task.planId().value(), id.value(), run));
        return next;
    }

    /** The work is proved to be done: this commit is to be reviewed. */
    public Task submitted(Transaction tx, TaskId id, String commit, SessionId author) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, COMPLETE);
        TaskLog.publish(tx, task, new TaskNews.InReview(task.planId().value(), id.value(), commit));
        return TaskStateStore.submitted(tx, id, commit, author);
    }

    /** Its session is gone; the work on the branch is kept. */
    public Task orphaned(Transaction tx, TaskId id) {
        return back(tx, id, ORPHAN);
    }

    /** The session did not take it. */
    public Task refused(Transaction tx, TaskId id) {
        return back(tx, id, REFUSE);
    }

    /** A pause of the plan or a limit of the provider. */
    public Task paused(Transaction tx, TaskId id) {
        Task task = tasks.lock(tx, id);
        Task next = TaskLog.step(tx, task, PAUSE);
        TaskLog.publish(tx, task, new TaskNews.Paused(task.planId().value(), id.value()));
        return next;
    }

    public Task resumed(Transaction tx, TaskId id) {
        Task task = tasks.lock(tx, id);
        Task next = TaskLog.step(tx, task, RESUME);
        TaskLog.publish(tx, task, new TaskNews.Resumed(task.planId().value(), id.value()));
        return next;
    }

    /**
     * An attempt failed. Tried again as the reason advises, until five attempts have failed, or
     * three in a row for one reason: then a person decides.
     */
    public Task failed(
            Transaction tx,
            TaskId id,
            FailureReason reason,
            String detail,
            Optional<Instant> retryAt) {
        Task task = tasks.lock(tx, id);
        int failures = task.failures() + 1;
        int same = task.lastFailure().equals(Optional.of(reason)) ? task.sameFailures() + 1 : 1;
        Optional<String> waitsFor = waitsFor(reason, detail, failures, same);
        TaskState state = TaskLog.next(tx, task, waitsFor.isPresent() ? GIVE_UP : FAIL);
        Optional<Instant> notBefore =
                reason.advice() == Advice.RETRY_AT
                        ? retryAt.or(() -> Optional.of(tx.now().plus(WHEN_NO_TIME_IS_NAMED)))
                        : retryAt;
        TaskLog.publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
        waitsFor.ifPresent(sentence -> TaskLog.publishNeed(tx, task, sentence));
        return TaskStateStore.failed(tx, id, state, reason, notBefore, waitsFor);
    }

    private static Optional<String> waitsFor(
            FailureReason reason, String detail, int failures, int same) {
        String what = reason.sentence() + (detail.isBlank() ? "" : " (" + detail.strip() + ")");
        if (reason.advice() == Advice.ASK_OPERATOR) {
            return Optional.of(what + TaskOrders.AGAIN);
        }
        if (same >= MOST_SAME_FAILURES) {
            return Optional.of("%s, %d times in a row".formatted(what, same) + TaskOrders.AGAIN);
        }
        return failures >= MOST_FAILURES
                ? Optional.of(
                        "%d attempts failed; last: %s".formatted(failures, what) + TaskOrders.AGAIN)
                : Optional.empty();
    }

    private Task back(Transaction tx, TaskId id, TaskTrigger trigger) {
        Task task = tasks.lock(tx, id);
        Task next = TaskLog.step(tx, task, trigger);
        TaskLog.publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
        return next;
    }
}
