package dev.maestro.studio.task;

import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Transaction;
import java.util.List;
import java.util.Optional;

/** The statements about tasks that move none to another state, and about what they wait for. */
final class TaskStore {

    /** One edge: the task waits for the other. */
    record Dependency(TaskId taskId, TaskId dependsOn) {}

    private TaskStore() {}

    static Optional<Task> find(Transaction tx, TaskId id) {
        return tx.sql()
                .createQuery("select * from task where id = :id")
                .bind("id", id)
                .mapTo(Task.class)
                .findOne();
    }

    static Optional<Task> lock(Transaction tx, TaskId id) {
        return tx.sql()
                .createQuery("select * from task where id = :id for no key update")
                .bind("id", id)
                .mapTo(Task.class)
                .findOne();
    }

    static List<Task> ofPlan(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery("select * from task where plan_id = :plan order by number")
                .bind("plan", plan)
                .mapTo(Task.class)
                .list();
    }

    static List<TaskId> dependencies(Transaction tx, TaskId task) {
        return tx.sql()
                .createQuery(
                        """
                        select depends_on
                          from task_dependency
                          join task on task.id = depends_on
                         where task_id = :task
                         order by task.number
                        """)
                .bind("task", task)
                .mapTo(TaskId.class)
                .list();
    }

    static List<Dependency> dependencies(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select task_id, depends_on
                          from task_dependency
                          join task on task.id = task_id
                         where task.plan_id = :plan
                        """)
                .bind("plan", plan)
                .mapTo(Dependency.class)
                .list();
    }

    /** Whether a task that it waits for is not done. */
    static boolean blocked(Transaction tx, TaskId id) {
        return tx.sql()
                .createQuery(
                        """
                        select exists (
                               select from task_dependency
                                 join task other on other.id = task_dependency.depends_on
                                where task_dependency.task_id = :id and other.state <> 'DONE')
                        """)
                .bind("id", id)
                .mapTo(boolean.class)
                .one();
    }

    static Task held(Transaction tx, TaskId id, boolean held) {
        return tx.sql()
                .createQuery(
                        """
                        update task set held = :held, changed_at = :now where id = :id returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("held", held)
                .mapTo(Task.class)
                .one();
    }
}
