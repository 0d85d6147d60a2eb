package dev.maestro.studio.dispatch;

import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.task.TaskId;
import java.util.List;
import java.util.Optional;

/** What is due, read from the state of all rooms; nothing is written here. */
final class DispatchStore {

    private DispatchStore() {}

    /**
     * Plans that move, and cancelled ones of which something still lives; of one project or all.
     */
    static List<Plan> plans(Transaction tx, Optional<ProjectId> project) {
        return tx.sql()
                .createQuery(
                        """
                        select * from plan
                         where (:project::uuid is null or project_id = :project)
                           and (state in ('ACTIVE', 'PAUSED')
                             or (state = 'CANCELLED'
                                 and (exists (select from task
                                               where task.plan_id = plan.id and task.state not in ('DONE', 'CANCELLED'))
                                   or exists (select from run
                                               where run.plan_id = plan.id
                                                 and run.state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED')))))
                         order by activated_at, id
                        """)
                .bind("project", project.map(ProjectId::value).orElse(null))
                .mapTo(Plan.class)
                .list();
    }

    /** The first tasks that could run and have no run for it. */
    static List<TaskId> ready(Transaction tx, PlanId plan, int most) {
        return tx.sql()
                .createQuery(
                        """
                        select task.id from task
                         where task.plan_id = :plan
                           and task.state in ('DRAFT', 'DISPATCHED')
                           and not task.held
                           and (task.not_before is null or task.not_before <= :now)
                           and not exists (select from run
                                            where run.task_id = task.id and run.purpose = 'DEVELOP'
                                              and run.state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED'))
                           and not exists (select from task_dependency
                                             join task other on other.id = task_dependency.depends_on
                                            where task_dependency.task_id = task.id and other.state <> 'DONE')
                         order by task.number
                         limit :most
                        """)
                .bind("plan", plan)
                .bind("most", most)
                .bind("now", tx.now())
                .mapTo(TaskId.class)
                .list();
    }

    /** Interrupted tasks whose run does not come back by itself. */
    static List<TaskId> toResume(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select task.id from task
                         where task.plan_id = :plan and task.state = 'WAITING_FOR_RESUME'
                           and not exists (select from run
                                            where run.task_id = task.id and run.purpose = 'DEVELOP'
                                              and run.state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED'))
                         order by task.number
                        """)
                .bind("plan", plan)
                .mapTo(TaskId.class)
                .list();
    }

    static List<TaskId> unended(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select id from task
                         where plan_id = :plan and state not in ('DONE', 'CANCELLED')
                         order by number
                        """)
                .bind("plan", plan)
                .mapTo(TaskId.class)
                .list();
    }

    /** Runs in the hands of sessions that work on tasks; gates of a merge under way may end. */
    static List<RunId> heldForTasks(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select id from run
                         where plan_id = :plan and task_id is not null and state in ('DISPATCHED', 'RUNNING')
                        """)
                .bind("plan", plan)
                .mapTo(RunId.class)
                .list();
    }

    static List<RunId> live(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select id from run
                         where plan_id = :plan and state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED')
                        """)
                .bind("plan", plan)
                .mapTo(RunId.class)
                .list();
    }

    /** Runs for which their task has no use any more. */
    static List<RunId> strays(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select run.id
                          from run
                          join task on task.id = run.task_id
                         where run.plan_id = :plan
                           and run.state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED')
                           and ((run.purpose = 'DEVELOP'
                                 and task.state in ('IN_REVIEW', 'APPROVED', 'DONE', 'NEEDS_OPERATOR', 'CANCELLED'))
                             or (run.purpose = 'REVIEW' and task.state <> 'IN_REVIEW'))
                        """)
                .bind("plan", plan)
                .mapTo(RunId.class)
                .list();
    }
}
