package dev.maestro.studio.task;

import static dev.maestro.studio.task.TaskTrigger.*;

import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.workspace.Permission;

/**
 * What operators do to a task, and what calls one. The verbs with a {@link UserId} are one
 * transaction each, and refuse with {@code not_found} or {@code forbidden} whom the permission
 * matrix refuses; the others lock the task, take one step of the lifecycle or refuse with {@code
 * invalid_transition}, and publish. Any thread may use it.
 */
public final class TaskOrders {

    /** Ends each sentence for an operator: what the page offers. */
    static final String AGAIN = "; \"Try again\" starts it again, \"Cancel\" gives it up";

    private final Database database;
    private final Tasks tasks;

    TaskOrders(Database database, Tasks tasks) {
        this.database = database;
        this.tasks = tasks;
    }

    /** Keeps the task from being dispatched; what runs is not touched. */
    public Task hold(UserId by, TaskId id) {
        return held(by, id, true);
    }

    public Task unhold(UserId by, TaskId id) {
        return held(by, id, false);
    }

    /** Starts a task again that needs an operator; all counts begin anew. */
    public Task retry(UserId by, TaskId id) {
        return again(by, id, RETRY);
    }

    /** As {@link #retry}, and the previous author is no longer asked first. */
    public Task reassign(UserId by, TaskId id) {
        return again(by, id, REASSIGN);
    }

    /** Gives the task up; the dispatcher cancels its runs. Its branch is kept. */
    public Task cancel(UserId by, TaskId id) {
        return database.inTransaction(tx -> {
            tasks.require(tx, by, id, Permission.CANCEL_RUN);
            return cancelled(tx, id);
        });
    }

    /**
     * @param waitsFor a sentence: what a person must decide, and which button ends it
     */
    public Task needsOperator(Transaction tx, TaskId id, String waitsFor) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, GIVE_UP);
        TaskLog.publishNeed(tx, task, waitsFor);
        return TaskStateStore.needsOperator(tx, id, waitsFor);
    }

    /** For the dispatcher, when the plan was cancelled. */
    public Task cancelled(Transaction tx, TaskId id) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, CANCEL);
        TaskLog.publish(tx, task, new TaskNews.Cancelled(task.planId().value(), id.value()));
        return TaskStateStore.cancelled(tx, id);
    }

    private Task held(UserId by, TaskId id, boolean held) {
        return database.inTransaction(tx -> {
            tasks.require(tx, by, id, Permission.STEER);
            Task task = tasks.lock(tx, id);
            TaskLog.publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
            return TaskStore.held(tx, id, held);
        });
    }

    private Task again(UserId by, TaskId id, TaskTrigger trigger) {
        return database.inTransaction(tx -> {
            tasks.require(tx, by, id, Permission.STEER);
            Task task = tasks.lock(tx, id);
            TaskLog.next(tx, task, trigger);
            TaskLog.publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
            return TaskStateStore.again(tx, id, trigger == REASSIGN);
        });
    }
}
