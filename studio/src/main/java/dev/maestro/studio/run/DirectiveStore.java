package dev.maestro.studio.run;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.util.List;
import java.util.UUID;

/** The statements about what operators say to agents. */
final class DirectiveStore {

    private DirectiveStore() {}

    static UUID insert(Transaction tx, Run run, UserId by, String text) {
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
    static List<String> standing(Transaction tx, Run run) {
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
