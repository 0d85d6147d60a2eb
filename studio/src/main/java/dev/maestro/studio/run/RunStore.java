package dev.maestro.studio.run;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod.Usage;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** The statements about runs and their steps. */
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

    static List<Run> heldBy(Transaction tx, SessionId session) {
        return tx.sql()
                .createQuery(
                        """
                        select * from run
                         where session_id = :session and state in ('DISPATCHED', 'RUNNING')
                         order by id
                        """)
                .bind("session", session)
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

    static List<SessionId> holders(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(
                        """
                        select session_id from run
                         where project_id = :project and state in ('DISPATCHED', 'RUNNING')
                        """)
                .bind("project", project)
                .mapTo(SessionId.class)
                .list();
    }

    /** Held runs whose lease has run out, or whose session is gone. */
    static List<RunId> abandoned(Transaction tx) {
        return tx.sql()
                .createQuery(
                        """
                        select run.id
                          from run
                          join session on session.id = run.session_id
                         where run.state in ('DISPATCHED', 'RUNNING')
                           and (run.lease_until < :now or session.state in ('LOST', 'OFFLINE'))
                         order by run.lease_until
                        """)
                .bind("now", tx.now())
                .mapTo(RunId.class)
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

    static Run dispatch(Transaction tx, RunId id, SessionId session, Instant lease, Reasons why) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'DISPATCHED', fence = fence + 1, session_id = :session, last_session = :session,
                               accepted = false, lease_until = :lease, dispatched_at = :now, why_this = cast(:why as jsonb),
                               progress = null
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("session", session)
                .bind("lease", lease)
                .bind("now", tx.now())
                .bind("why", why)
                .mapTo(Run.class)
                .one();
    }

    /** How many runs the session holds; its row is locked, so that no seat is given twice. */
    static int seatsTaken(Transaction tx, SessionId session) {
        tx.sql()
                .createQuery("select id from session where id = :id for no key update")
                .bind("id", session)
                .mapTo(SessionId.class)
                .one();
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from run
                         where session_id = :session and state in ('DISPATCHED', 'RUNNING')
                        """)
                .bind("session", session)
                .mapTo(int.class)
                .one();
    }

    static void accept(Transaction tx, RunId id, Instant lease) {
        tx.sql()
                .createUpdate("update run set accepted = true, lease_until = :lease where id = :id")
                .bind("id", id)
                .bind("lease", lease)
                .execute();
    }

    /** The runs named with their current fence, of those this session holds. */
    static List<RunId> renew(
            Transaction tx, SessionId session, List<UUID> runs, List<Long> fences, Instant lease) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set lease_until = :lease
                          from unnest(:runs, :fences) as held(id, fence)
                         where run.id = held.id and run.fence = held.fence
                           and run.session_id = :session and run.state in ('DISPATCHED', 'RUNNING')
                        returning run.id
                        """)
                .bind("session", session)
                .bind("lease", lease)
                .bindArray("runs", UUID.class, runs)
                .bindArray("fences", Long.class, fences)
                .mapTo(RunId.class)
                .list();
    }

    /** No lease runs out before this time: while the studio was down nobody could renew one. */
    static void extendLeases(Transaction tx, Instant until) {
        tx.sql()
                .createUpdate(
                        """
                        update run set lease_until = :until
                         where state in ('DISPATCHED', 'RUNNING') and accepted and lease_until < :until
                        """)
                .bind("until", until)
                .execute();
    }

    static Run start(
            Transaction tx, RunId id, Instant lease, String provider, Optional<String> model) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'RUNNING', accepted = true, lease_until = :lease, started_at = :now,
                               provider = :provider, model = coalesce(:model, model)
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("lease", lease)
                .bind("now", tx.now())
                .bind("provider", provider)
                .bind("model", model)
                .mapTo(Run.class)
                .one();
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

    static Run pause(Transaction tx, RunId id, Instant resumeAt, FailureReason why, String detail) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'PAUSED', session_id = null, lease_until = null, accepted = false,
                               resume_at = :resumeAt, pauses = pauses + 1, failure = :why, failure_detail = :detail
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("resumeAt", resumeAt)
                .bind("why", why)
                .bind("detail", detail)
                .mapTo(Run.class)
                .one();
    }

    static Run requeue(Transaction tx, RunId id, boolean orphaned, Optional<SessionId> avoid) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'QUEUED', session_id = null, lease_until = null, accepted = false, resume_at = null,
                               attempt = attempt + 1, orphaned = orphaned + :orphaned, avoid_session = :avoid,
                               failure = null, failure_detail = null
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("orphaned", orphaned ? 1 : 0)
                .bind("avoid", avoid)
                .mapTo(Run.class)
                .one();
    }

    static Run succeeded(Transaction tx, RunId id, TerminalReport report, Optional<String> commit) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'SUCCEEDED', session_id = null, lease_until = null, ended_at = :now,
                               report = cast(:report as jsonb), commit_id = coalesce(:commit, commit_id)
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("report", report)
                .bind("commit", commit)
                .mapTo(Run.class)
                .one();
    }

    static Run failed(
            Transaction tx,
            RunId id,
            FailureReason reason,
            String detail,
            Optional<String> log,
            Optional<TerminalReport> report) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'FAILED', session_id = null, lease_until = null, ended_at = :now,
                               failure = :reason, failure_detail = :detail, failure_log = :log,
                               report = cast(:report as jsonb)
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("reason", reason)
                .bind("detail", detail)
                .bind("log", log)
                .bind("report", report)
                .mapTo(Run.class)
                .one();
    }

    static Run cancelled(Transaction tx, RunId id, FailureReason reason) {
        return tx.sql()
                .createQuery(
                        """
                        update run
                           set state = 'CANCELLED', session_id = null, lease_until = null, resume_at = null,
                               ended_at = :now, failure = :reason
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("now", tx.now())
                .bind("reason", reason)
                .mapTo(Run.class)
                .one();
    }

    static void step(Transaction tx, RunStep step) {
        tx.sql()
                .createUpdate(
                        """
                        insert into run_step (run_id, at, trigger, state, fence, detail)
                        values (:runId, :at, :trigger, :state, :fence, :detail)
                        """)
                .bindMethods(step)
                .execute();
    }

    static List<RunStep> steps(Transaction tx, RunId run) {
        return tx.sql()
                .createQuery(
                        """
                        select run_id, at, trigger, state, fence, detail from run_step
                         where run_id = :run
                         order by id
                        """)
                .bind("run", run)
                .mapTo(RunStep.class)
                .list();
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

    static UUID directive(Transaction tx, Run run, UserId by, String text) {
        UUID id = UUID.randomUUID();
        tx.sql()
                .createUpdate(
                        """
                        insert into directive (id, project_id, run_id, text, created_by, created_at)
                        values (:id, :project, :run, :text, :by, :now)
                        """)
                .bind("id", id)
                .bind("project", run.projectId())
                .bind("run", run.id())
                .bind("text", text)
                .bind("by", by)
                .bind("now", tx.now())
                .execute();
        return id;
    }

    /** What stands for the plan, for this run, or for earlier runs of the same task. */
    static List<String> directives(Transaction tx, Run run) {
        return tx.sql()
                .createQuery(
                        """
                        select directive.text
                          from directive
                          left join run on run.id = directive.run_id
                         where directive.project_id = :project and directive.cleared_at is null
                           and (directive.plan_id = :plan or directive.run_id = :run
                                or (run.task_id = :task and run.purpose = :purpose))
                         order by directive.created_at
                        """)
                .bind("project", run.projectId())
                .bind("plan", run.planId())
                .bind("run", run.id())
                .bind("task", run.taskId())
                .bind("purpose", run.purpose())
                .mapTo(String.class)
                .list();
    }
}
