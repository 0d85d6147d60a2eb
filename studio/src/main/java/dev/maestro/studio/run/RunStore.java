package dev.maestro.studio.run;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod.Usage;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** The statements about runs that move none to another state. */
final class RunStore {

    /** A run to come. */
    public record NewRun(
            ProjectId project,
            PlanId plan,
            Optional<TaskId> task,
            Optional<UUID> merge,
            Purpose purpose,
            Optional<String> commit,
            Optional<String> fetchRef,
            Optional<SessionId> first,
            Optional<SessionId> avoid) {}

    private RunStore() {}

    /** Empty when there is a live run for the same already. */
    static Optional<Run> insert(Transaction tx, RunId id, NewRun run) {
        return tx.sql()
                .createQuery(
                        """
                        insert into run (id, project_id, plan_id, task_id, merge_id, purpose, state, commit_id, fetch_ref,
                                         last_session, avoid_session, queued_at)
                        values (:id, :project, :plan, :task, :merge, :purpose, 'QUEUED', :commit, :fetchRef,
                                :first, :avoid, :now)
                        on conflict do nothing
                        returning *
                        """)
                .bind("id", id)
                .bind("project", run.project())
                .bind("plan", run.plan())
                .bind("task", run.task())
                .bind("merge", run.merge())
                .bind("purpose", run.purpose())
                .bind("commit", run.commit())
                .bind("fetchRef", run.fetchRef())
                .bind("first", run.first())
                .bind("avoid", run.avoid())
                .bind("now", tx.now())
                .mapTo(Run.class)
                .findOne();
    }

    static Optional<Run> find(Transaction tx, RunId id) {
        return tx.sql()
                .createQuery("select * from run where id = :id")
                .bind("id", id)
                .mapTo(Run.class)
                .findOne();
    }

    static Optional<Run> lock(Transaction tx, RunId id) {
        return tx.sql()
                .createQuery("select * from run where id = :id for no key update")
                .bind("id", id)
                .mapTo(Run.class)
                .findOne();
    }

    static List<Run> ofTask(Transaction tx, TaskId task) {
        return tx.sql()
                .createQuery("select * from run where task_id = :task order by queued_at, id")
                .bind("task", task)
                .mapTo(Run.class)
                .list();
    }

    static List<Run> ofPlan(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery("select * from run where plan_id = :plan order by queued_at, id")
                .bind("plan", plan)
                .mapTo(Run.class)
                .list();
    }

    static List<Run> live(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(
                        """
                        select * from run
                         where project_id = :project
                           and state in ('QUEUED', 'DISPATCHED', 'RUNNING', 'PAUSED', 'ORPHANED')
                         order by queued_at, id
                        """)
                .bind("project", project)
                .mapTo(Run.class)
                .list();
    }

    static List<RunId> due(Transaction tx) {
        return tx.sql()
                .createQuery(
                        "select id from run where state = 'PAUSED' and resume_at <= :now order by resume_at")
                .bind("now", tx.now())
                .mapTo(RunId.class)
                .list();
    }

    /** Whether it is time to tell everybody: nothing of the run was told after {@code since}. */
    static boolean progress(Transaction tx, RunId id, String text, Instant since) {
        return tx.sql()
                .createQuery(
                        """
                        update run r
                           set progress = :text,
                               progress_told = case when old.due then :now else r.progress_told end
                          from (select coalesce(progress_told <= :since, true) as due
                                  from run where id = :id) old
                         where r.id = :id
                        returning old.due
                        """)
                .bind("id", id)
                .bind("text", text)
                .bind("since", since)
                .bind("now", tx.now())
                .mapTo(Boolean.class)
                .one();
    }

    static void usage(Transaction tx, RunId id, Usage usage) {
        tx.sql()
                .createUpdate(
                        """
                        update run
                           set input_tokens = coalesce(:inputTokens, input_tokens),
                               output_tokens = coalesce(:outputTokens, output_tokens),
                               cached_tokens = coalesce(:cachedTokens, cached_tokens),
                               cost_usd = coalesce(:costUsd, cost_usd),
                               model = coalesce(:model, model)
                         where id = :id
                        """)
                .bind("id", id)
                .bindMethods(usage)
                .execute();
    }

    static Optional<Run> lastEnded(Transaction tx, TaskId task, Purpose purpose) {
        Query query =
                tx.sql()
                        .createQuery(
                                """
                                select * from run
                                 where task_id = :task and purpose = :purpose and ended_at is not null
                                 order by ended_at desc
                                 limit 1
                                """);
        return query.bind("task", task).bind("purpose", purpose).mapTo(Run.class).findOne();
    }

    static String sessionName(Transaction tx, SessionId session) {
        return tx.sql()
                .createQuery("select name from session where id = :id")
                .bind("id", session)
                .mapTo(String.class)
                .one();
    }

    /** Where the epic stands as far as this studio has moved it. */
    static Optional<String> lastLanded(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select merge_commit from merge
                         where plan_id = :plan and kind = 'TASK' and state = 'LANDED'
                         order by landed_at desc, position desc
                         limit 1
                        """)
                .bind("plan", plan)
                .mapTo(String.class)
                .findOne();
    }
}
