package dev.maestro.studio.review;

import dev.maestro.git.CommitId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import java.util.List;
import java.util.Optional;

/** The verdicts, and what the reviews must know of tasks and runs. */
final class VerdictStore {

    /** While a review run lives there is nothing to do for its task. */
    private static final String WAITING_FOR_US =
            """
            select task.*
              from task
              join plan on plan.id = task.plan_id
             where task.project_id = :project
               and task.state = 'IN_REVIEW'
               and task.state not in ('DONE', 'CANCELLED')
               and plan.state = 'ACTIVE'
               and not exists (
                   select from run
                    where run.task_id = task.id
                      and run.purpose = 'REVIEW'
                      and run.state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED'))
             order by task.changed_at, task.number
            """;

    /** Only of this round: what came before the last submission is history. */
    private static final String RUNS =
            """
            select run.*
              from run
             where run.task_id = :task
               and run.purpose = 'REVIEW'
               and run.commit_id = :commit
               and run.queued_at >= coalesce(
                   (select max(develop.ended_at)
                      from run develop
                     where develop.task_id = :task
                       and develop.purpose = 'DEVELOP'
                       and develop.state = 'SUCCEEDED'),
                   '-infinity')
             order by run.queued_at desc, run.ended_at desc
            """;

    private static final String INSERT =
            """
            insert into verdict (id, task_id, run_id, user_id, round, approved, commit_id, patch_id, reason, findings, carried, created_at)
            values (:id, :task, :run, :user,
                    (select count(*) + 1 from verdict earlier where earlier.task_id = :task),
                    :approved, :commit, :patch, :reason, :findings, :carried, :now)
            on conflict do nothing
            returning *
            """;

    List<Task> waiting(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(WAITING_FOR_US)
                .bind("project", project)
                .mapTo(Task.class)
                .list();
    }

    /** The review runs on the task's present commit since it was submitted, newest first. */
    List<Run> reviewRuns(Transaction tx, TaskId task, CommitId commit) {
        return tx.sql()
                .createQuery(RUNS)
                .bind("task", task)
                .bind("commit", commit)
                .mapTo(Run.class)
                .list();
    }

    List<Run> liveReviews(Transaction tx, TaskId task) {
        return tx.sql()
                .createQuery(
                        """
                        select *
                          from run
                         where task_id = :task
                           and purpose = 'REVIEW'
                           and state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED')
                        """)
                .bind("task", task)
                .mapTo(Run.class)
                .list();
    }

    boolean judged(Transaction tx, Run run) {
        return tx.sql()
                .createQuery("select exists (select from verdict where run_id = :run)")
                .bind("run", run.id())
                .mapTo(boolean.class)
                .one();
    }

    Optional<Verdict> last(Transaction tx, TaskId task) {
        return tx.sql()
                .createQuery(
                        """
                        select *
                          from verdict
                         where task_id = :task
                         order by round desc
                         limit 1
                        """)
                .bind("task", task)
                .mapTo(Verdict.class)
                .findOne();
    }

    List<Verdict> ofTask(Transaction tx, TaskId task) {
        return tx.sql()
                .createQuery("select * from verdict where task_id = :task order by round")
                .bind("task", task)
                .mapTo(Verdict.class)
                .list();
    }

    Optional<VerdictId> approval(Transaction tx, TaskId task, CommitId commit) {
        return tx.sql()
                .createQuery(
                        """
                        select id
                          from verdict
                         where task_id = :task
                           and commit_id = :commit
                           and approved
                         order by round desc
                         limit 1
                        """)
                .bind("task", task)
                .bind("commit", commit)
                .mapTo(VerdictId.class)
                .findOne();
    }

    /** Who says it, as people call him: the person, or the session of the run. */
    String author(Transaction tx, Judgement judgement) {
        return tx.sql()
                .createQuery(
                        """
                        select coalesce(
                               (select name from app_user where id = :user),
                               (select session.name from run join session on session.id = run.last_session where run.id = :run),
                               'reviewer')
                        """)
                .bind("user", judgement.person())
                .bind("run", judgement.run())
                .mapTo(String.class)
                .one();
    }

    /** Empty when the run's verdict was written down before. The task's row must be locked. */
    Optional<Verdict> insert(Transaction tx, TaskId task, Judgement judgement) {
        return tx.sql()
                .createQuery(INSERT)
                .bind("id", VerdictId.random())
                .bind("task", task)
                .bind("run", judgement.run())
                .bind("user", judgement.person())
                .bind("approved", judgement.approved())
                .bind("commit", judgement.commit())
                .bind("patch", judgement.patch())
                .bind("reason", judgement.reason())
                .bindArray("findings", String.class, judgement.findings())
                .bind("carried", judgement.carried())
                .bind("now", tx.now())
                .mapTo(Verdict.class)
                .findOne();
    }
}
