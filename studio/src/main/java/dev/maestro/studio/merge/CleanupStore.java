package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import java.util.List;

/** Remote refs that may go once what they hold is merged. */
final class CleanupStore {

    /**
     * A ref to be removed.
     *
     * @param commitId what was merged from it
     * @param epic whether it is the epic itself, which waits for the base branch
     */
    record Due(String ref, CommitId commitId, boolean epic, String epicRef, String baseRef) {

        /** One of these refs of the remote must hold the commit before this one goes. */
        List<String> mergedInto() {
            return epic ? List.of(baseRef) : List.of(epicRef, baseRef);
        }
    }

    private static final String DUE =
            """
            select cleanup.ref,
                   cleanup.commit_id,
                   cleanup.ref = 'refs/heads/' || plan.epic_branch as epic,
                   'refs/heads/' || plan.epic_branch as epic_ref,
                   'refs/heads/' || project.base_branch as base_ref
              from cleanup
              join plan on plan.id = cleanup.plan_id
              join project on project.id = cleanup.project_id
             where cleanup.project_id = :project
               and cleanup.done_at is null
             order by epic, cleanup.ref
             limit :limit
            """;

    void add(Transaction tx, Merge merge, String ref, CommitId commit) {
        tx.sql()
                .createUpdate(
                        """
                        insert into cleanup (project_id, plan_id, ref, commit_id)
                        values (:project, :plan, :ref, :commit)
                        on conflict (project_id, ref) do update
                           set commit_id = excluded.commit_id, done_at = null
                        """)
                .bind("project", merge.projectId())
                .bind("plan", merge.planId())
                .bind("ref", ref)
                .bind("commit", commit)
                .execute();
    }

    List<Due> due(Transaction tx, ProjectId project, int limit) {
        return tx.sql()
                .createQuery(DUE)
                .bind("project", project)
                .bind("limit", limit)
                .mapTo(Due.class)
                .list();
    }

    /** Not when it was asked for anew, with another commit, while we were at the remote. */
    void done(Transaction tx, ProjectId project, Due due) {
        tx.sql()
                .createUpdate(
                        """
                        update cleanup
                           set done_at = :now
                         where project_id = :project
                           and ref = :ref
                           and commit_id = :commit
                           and done_at is null
                        """)
                .bind("project", project)
                .bind("ref", due.ref())
                .bind("commit", due.commitId())
                .bind("now", tx.now())
                .execute();
    }

    /** The projects with something to remove. */
    static List<ProjectId> projectsDue(Transaction tx) {
        return tx.sql()
                .createQuery("select distinct project_id from cleanup where done_at is null")
                .mapTo(ProjectId.class)
                .list();
    }
}
