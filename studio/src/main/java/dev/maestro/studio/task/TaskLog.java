package dev.maestro.studio.task;

import dev.maestro.protocol.work.WorkEvent;
import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each step of a task down: as news, and after the commit as a line in the log. */
final class TaskLog {

    private static final Logger LOG = LoggerFactory.getLogger(TaskLog.class);

    private TaskLog() {}

    /** A step that changes nothing but the state. */
    static Task step(Transaction tx, Task task, TaskTrigger trigger) {
        return TaskStateStore.state(tx, task.id(), next(tx, task, trigger));
    }

    /** The state that follows; only the caller knows what else changes with it. */
    static TaskState next(Transaction tx, Task task, TaskTrigger trigger) {
        TaskState next = TaskState.LIFECYCLE.next(task.state(), trigger);
        tx.afterCommit(() -> LOG.info("task {} {} → {}", task.id(), task.state(), next));
        return next;
    }

    static void publishNeed(Transaction tx, Task task, String sentence) {
        publish(
                tx,
                task,
                new TaskNews.NeedsOperator(task.planId().value(), task.id().value(), sentence));
    }

    static void publish(Transaction tx, Task task, WorkEvent news) {
        tx.publish(
                ProjectEvent.of(task.projectId().value(), news.type(), news)
                        .plan(task.planId().value())
                        .task(task.id().value()));
    }
}
