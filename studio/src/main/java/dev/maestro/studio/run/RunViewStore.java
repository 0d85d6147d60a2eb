package dev.maestro.studio.run;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.run.RunPage.DirectiveView;
import dev.maestro.studio.run.RunPage.StepView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What pages and API read of runs. */
final class RunViewStore {

    private RunViewStore() {}

    static Optional<RunPage> run(Transaction tx, UserId user, RunId id) {
        return tx.sql()
                .createQuery(
                        """
                        select r.id, r.project_id, p.slug as project_slug, p.name as project_name, m.role,
                               r.plan_id, x.title as plan_title, r.task_id, t.number as task_number,
                               t.title as task_title, r.merge_id, lower(r.purpose) as purpose,
                               lower(r.state) as state, r.attempt, r.fence, r.commit_id,
                               s.id as session_id, s.name as session, r.provider, r.model, r.progress,
                               r.queued_at, r.dispatched_at, r.started_at, r.ended_at, r.lease_until,
                               r.resume_at, lower(r.failure) as failure, r.failure_detail, r.failure_log,
                               array(select jsonb_array_elements_text(r.why_this)) as why_this,
                               r.orphaned, r.pauses, r.input_tokens, r.output_tokens, r.cached_tokens,
                               r.cost_usd,
                               c.result ->> 'command' as check_command,
                               (c.result ->> 'exit_code')::int as check_exit,
                               (c.result ->> 'millis')::bigint as check_millis,
                               c.result ->> 'log_tail' as check_log
                          from run r
                          join plan x on x.id = r.plan_id
                          join project p on p.id = r.project_id
                          join member m on m.workspace_id = p.workspace_id and m.user_id = :user
                          left join task t on t.id = r.task_id
                          left join session s on s.id = coalesce(r.session_id, r.last_session)
                          cross join lateral (
                               select coalesce(r.report #> '{complete,check}',
                                               r.report #> '{complete,proof,check}',
                                               r.report #> '{fail,check}') as result) c
                         where r.id = :id
                        """)
                .bind("user", user)
                .bind("id", id)
                .mapTo(RunView.class)
                .findOne()
                .map(run ->
                        new RunPage(
                                run,
                                steps(tx, run.id()),
                                directives(tx, run),
                                QuestionStore.ofRun(tx, run.id())));
    }

    private static List<StepView> steps(Transaction tx, UUID run) {
        return tx.sql()
                .createQuery(
                        """
                        select at, lower(trigger) as trigger, lower(state) as state, fence, detail
                          from run_step
                         where run_id = :run
                         order by id desc
                         limit 200
                        """)
                .bind("run", run)
                .mapTo(StepView.class)
                .list();
    }

    private static List<DirectiveView> directives(Transaction tx, RunView run) {
        return tx.sql()
                .createQuery(
                        """
                        select d.id, d.text, u.name as by, d.created_at, lower(x.delivery) as delivery
                          from directive d
                          join app_user u on u.id = d.created_by
                          left join directive_delivery x on x.directive_id = d.id and x.run_id = :run
                         where d.project_id = :project and d.cleared_at is null
                           and (d.run_id = :run or d.plan_id = :plan or d.session_id = :session)
                         order by d.created_at desc
                        """)
                .bind("run", run.id())
                .bind("project", run.projectId())
                .bind("plan", run.planId())
                .bind("session", run.sessionId())
                .mapTo(DirectiveView.class)
                .list();
    }
}
