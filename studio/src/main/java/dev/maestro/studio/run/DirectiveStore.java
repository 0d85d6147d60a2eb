package dev.maestro.studio.run;

import dev.maestro.protocol.work.Delivery;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements about what operators say to agents. */
final class DirectiveStore {

    /** A run that is under way, and who runs it. */
    record Holder(RunId run, SessionId session) {}

    /** A directive that the agent of a run may not have heard. */
    record Waiting(RunId run, UUID directive, String text) {}

    private DirectiveStore() {}

    static UUID insert(
            Transaction tx, ProjectId project, DirectiveTarget target, UserId by, String text) {
        UUID id = UUID.randomUUID();
        tx.sql()
                .createUpdate(
                        """
                        insert into directive
                               (id, project_id, plan_id, run_id, session_id, text, created_by, created_at)
                        values (:id, :project, :plan, :run, :session, :text, :by, :now)
                        """)
                .bind("id", id)
                .bind("project", project)
                .bind("plan", target instanceof DirectiveTarget.OfPlan of ? of.plan() : null)
                .bind("run", target instanceof DirectiveTarget.OfRun of ? of.run() : null)
                .bind(
                        "session",
                        target instanceof DirectiveTarget.OfSession of ? of.session() : null)
                .bind("text", text)
                .bind("by", by)
                .bind("now", tx.now())
                .execute();
        return id;
    }

    /** Empty when there is none that stands. */
    static Optional<ProjectId> clear(Transaction tx, UUID directive) {
        return tx.sql()
                .createQuery(
                        """
                        update directive set cleared_at = :now
                         where id = :id and cleared_at is null
                        returning project_id
                        """)
                .bind("id", directive)
                .bind("now", tx.now())
                .mapTo(ProjectId.class)
                .findOne();
    }

    /** What stands for the plan, the session, this run, or earlier runs of the same task. */
    static List<String> standing(Transaction tx, Run run) {
        return tx.sql()
                .createQuery(
                        """
                        select directive.text
                          from directive
                          left join run on run.id = directive.run_id
                         where directive.project_id = :project and directive.cleared_at is null
                           and (directive.plan_id = :plan or directive.run_id = :run
                                or directive.session_id = :session
                                or (run.task_id = :task and run.purpose = :purpose))
                         order by directive.created_at
                        """)
                .bind("project", run.projectId())
                .bind("plan", run.planId())
                .bind("run", run.id())
                .bind("session", run.sessionId())
                .bind("task", run.taskId())
                .bind("purpose", run.purpose())
                .mapTo(String.class)
                .list();
    }

    static List<DirectiveLine> standing(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(
                        """
                        select d.id, d.text, u.name as by, d.created_at, d.plan_id, p.title as plan,
                               d.session_id, s.name as session, d.run_id
                          from directive d
                          join app_user u on u.id = d.created_by
                          left join plan p on p.id = d.plan_id
                          left join session s on s.id = d.session_id
                         where d.project_id = :project and d.cleared_at is null
                         order by d.created_at
                        """)
                .bind("project", project)
                .mapTo(DirectiveLine.class)
                .list();
    }

    /** Whose agents are to hear of it at once. */
    static List<Holder> holdersNow(Transaction tx, DirectiveTarget target) {
        String whose =
                switch (target) {
                    case DirectiveTarget.OfPlan _ -> "plan_id";
                    case DirectiveTarget.OfSession _ -> "session_id";
                    case DirectiveTarget.OfRun _ -> "id";
                };
        Object which =
                switch (target) {
                    case DirectiveTarget.OfPlan of -> of.plan().value();
                    case DirectiveTarget.OfSession of -> of.session().value();
                    case DirectiveTarget.OfRun of -> of.run().value();
                };
        return tx.sql()
                .createQuery(
                        """
                        select id as run, session_id as session
                          from run
                         where <whose> = :which and state in ('DISPATCHED', 'RUNNING')
                           and session_id is not null
                        """)
                .define("whose", whose)
                .bind("which", which)
                .mapTo(Holder.class)
                .list();
    }

    /** False when the same was told before, or there is no such directive. */
    static boolean delivered(Transaction tx, UUID directive, RunId run, Delivery delivery) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into directive_delivery (directive_id, run_id, delivery, at)
                                select d.id, r.id, :delivery, :now
                                  from directive d
                                  join run r on r.id = :run and r.project_id = d.project_id
                                 where d.id = :directive
                                on conflict (directive_id, run_id) do update
                                   set delivery = excluded.delivery, at = excluded.at
                                 where directive_delivery.delivery <> excluded.delivery
                                """)
                        .bind("directive", directive)
                        .bind("run", run)
                        .bind("delivery", delivery)
                        .bind("now", tx.now())
                        .execute()
                > 0;
    }

    /** Said after the run was given to the session, and not known to have been heard. */
    static List<Waiting> undelivered(Transaction tx, SessionId session) {
        return tx.sql()
                .createQuery(
                        """
                        select r.id as run, d.id as directive, d.text
                          from run r
                          join directive d on d.project_id = r.project_id and d.cleared_at is null
                               and (d.run_id = r.id or d.plan_id = r.plan_id
                                    or d.session_id = r.session_id)
                         where r.session_id = :session and r.state in ('DISPATCHED', 'RUNNING')
                           and d.created_at > r.dispatched_at
                           and not exists (select from directive_delivery x
                                            where x.directive_id = d.id and x.run_id = r.id)
                         order by d.created_at
                        """)
                .bind("session", session)
                .mapTo(Waiting.class)
                .list();
    }
}
