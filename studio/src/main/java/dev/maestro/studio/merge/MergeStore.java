package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.task.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of the queue, and what a merge must know of its task, runs and verdicts. */
final class MergeStore {

    private static final String ENQUEUE_APPROVED =
            """
            insert into merge (id, project_id, plan_id, task_id, kind, state, commit_id, created_at, changed_at)
            select gen_random_uuid(), task.project_id, task.plan_id, task.id, 'TASK', 'WAITING', task.head_commit, :now, :now
              from task
              join plan on plan.id = task.plan_id
             where task.project_id = :project
               and task.state = 'APPROVED'
               and task.state not in ('DONE', 'CANCELLED')
               and plan.state = 'ACTIVE'
               and not exists (
                   select from merge
                    where merge.task_id = task.id
                      and merge.state in ('WAITING', 'GATING', 'LANDING'))
             order by task.changed_at, task.number
            on conflict do nothing
            """;

    /**
     * A release that failed is due again by itself once something more has landed in the epic;
     * until then a person asks for it.
     */
    private static final String ENQUEUE_RELEASES =
            """
            insert into merge (id, project_id, plan_id, kind, state, commit_id, created_at, changed_at)
            select gen_random_uuid(), plan.project_id, plan.id, 'RELEASE', 'WAITING', landed.merge_commit, :now, :now
              from plan
              join lateral (
                   select merge_commit, landed_at
                     from merge
                    where merge.plan_id = plan.id
                      and merge.kind = 'TASK'
                      and merge.state = 'LANDED'
                    order by landed_at desc, position desc
                    limit 1) landed on true
             where plan.project_id = :project
               and plan.state = 'ACTIVE'
               and not exists (
                   select from task
                    where task.project_id = plan.project_id
                      and task.plan_id = plan.id
                      and task.state not in ('DONE', 'CANCELLED'))
               and not exists (
                   select from merge tried
                    where tried.plan_id = plan.id
                      and tried.kind = 'RELEASE'
                      and (tried.state in ('WAITING', 'GATING', 'LANDING', 'LANDED')
                           or (tried.state in ('CONFLICTED', 'GATE_FAILED') and tried.changed_at >= landed.landed_at)))
            on conflict do nothing
            """;

    private static final String HEADS =
            """
            select distinct on (merge.plan_id) merge.*
              from merge
              join plan on plan.id = merge.plan_id
             where merge.project_id = :project
               and merge.state in ('WAITING', 'GATING', 'LANDING')
               and plan.state <> 'PAUSED'
             order by merge.plan_id, (merge.state = 'WAITING'), merge.position
            """;

    private static final String MOVE =
            """
            update merge
               set state = :state,
                   commit_id = :commit,
                   onto_commit = :onto,
                   merge_commit = :merged,
                   gate_ref = :gateRef,
                   detail = :detail,
                   conflicts = :conflicts,
                   changed_at = :changedAt,
                   landed_at = :landedAt
             where id = :id
               and state = :before
               and merge_commit is not distinct from :mergedBefore
            """;

    private static final String ENTRIES =
            """
            select phase.position as phase_position, phase.title as phase, task.number, task.title,
                   landed.merge_commit, task.rejections
              from task
              join phase on phase.id = task.phase_id
              left join merge landed on landed.task_id = task.id and landed.state = 'LANDED'
             where task.plan_id = :plan
             order by phase.position, task.number
            """;

    private static final String OPEN_TASKS =
            """
            select exists (
                   select from task
                    where task.project_id = :project
                      and task.plan_id = :plan
                      and task.state not in ('DONE', 'CANCELLED'))
            """;

    private static final String AUTHOR_RUN =
            """
            select id
              from run
             where task_id = :task
               and purpose = 'DEVELOP'
               and state = 'SUCCEEDED'
             order by ended_at desc
             limit 1
            """;

    /** Every approved task of an active plan that is not in the queue gets its place in it. */
    int enqueueApproved(Transaction tx, ProjectId project) {
        return tx.sql()
                .createUpdate(ENQUEUE_APPROVED)
                .bind("project", project)
                .bind("now", tx.now())
                .execute();
    }

    /** Every active plan whose tasks have ended, one of them done, is to be released. */
    int enqueueReleases(Transaction tx, ProjectId project) {
        return tx.sql()
                .createUpdate(ENQUEUE_RELEASES)
                .bind("project", project)
                .bind("now", tx.now())
                .execute();
    }

    /** Asks for the release once more, whatever became of the last attempt; 0 when one is live. */
    int enqueueRelease(Transaction tx, Merge failed) {
        return tx.sql()
                .createUpdate(
                        """
                        insert into merge (id, project_id, plan_id, kind, state, commit_id, created_at, changed_at)
                        values (:id, :project, :plan, 'RELEASE', 'WAITING', :commit, :now, :now)
                        on conflict do nothing
                        """)
                .bind("id", MergeId.random())
                .bind("project", failed.projectId())
                .bind("plan", failed.planId())
                .bind("commit", failed.commitId())
                .bind("now", tx.now())
                .execute();
    }

    /** The projects with a merge in the queue; that of a cancelled plan is to be withdrawn. */
    static List<ProjectId> projectsWithQueue(Transaction tx) {
        return tx.sql()
                .createQuery(
                        """
                        select distinct project_id from merge where state in ('WAITING', 'GATING', 'LANDING')
                        """)
                .mapTo(ProjectId.class)
                .list();
    }

    /** The merge whose turn it is in each plan that is not paused. */
    List<Merge> heads(Transaction tx, ProjectId project) {
        return tx.sql().createQuery(HEADS).bind("project", project).mapTo(Merge.class).list();
    }

    Optional<Merge> find(Transaction tx, MergeId id) {
        return tx.sql()
                .createQuery("select * from merge where id = :id")
                .bind("id", id)
                .mapTo(Merge.class)
                .findOne();
    }

    List<Merge> ofPlan(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery("select * from merge where plan_id = :plan order by position")
                .bind("plan", plan)
                .mapTo(Merge.class)
                .list();
    }

    Optional<Merge> lastRelease(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select *
                          from merge
                         where plan_id = :plan
                           and kind = 'RELEASE'
                         order by position desc
                         limit 1
                        """)
                .bind("plan", plan)
                .mapTo(Merge.class)
                .findOne();
    }

    /** How often merges of this task have ended like this. */
    int count(Transaction tx, TaskId task, MergeState state) {
        return tx.sql()
                .createQuery("select count(*) from merge where task_id = :task and state = :state")
                .bind("task", task)
                .bind("state", state)
                .mapTo(int.class)
                .one();
    }

    /** Compare-and-set: false when the row is not as it was read, and then nothing changes. */
    boolean move(Transaction tx, Merge before, Merge after) {
        return tx.sql()
                        .createUpdate(MOVE)
                        .bind("id", before.id())
                        .bind("before", before.state())
                        .bind("mergedBefore", hex(before.mergeCommit()))
                        .bind("state", after.state())
                        .bind("commit", after.commitId())
                        .bind("onto", hex(after.ontoCommit()))
                        .bind("merged", hex(after.mergeCommit()))
                        .bind("gateRef", after.gateRef())
                        .bind("detail", after.detail())
                        .bindArray("conflicts", String.class, after.conflicts())
                        .bind("changedAt", after.changedAt())
                        .bind("landedAt", after.landedAt())
                        .execute()
                == 1;
    }

    /** Locks the row; false when it is not as it was read. */
    boolean stillAt(Transaction tx, Merge merge) {
        return tx.sql()
                .createQuery("select * from merge where id = :id for update")
                .bind("id", merge.id())
                .mapTo(Merge.class)
                .findOne()
                .filter(now -> now.state() == merge.state())
                .filter(now -> now.mergeCommit().equals(merge.mergeCommit()))
                .isPresent();
    }

    /**
     * Keeps a sentence on a merge that cannot go on for now, for the page. The same sentence again
     * changes nothing: the row says since when it holds.
     */
    void note(Transaction tx, Merge merge, String sentence) {
        tx.sql()
                .createUpdate(
                        """
                        update merge
                           set detail = :detail, changed_at = :now
                         where id = :id
                           and state = :state
                           and detail <> :detail
                        """)
                .bind("id", merge.id())
                .bind("state", merge.state())
                .bind("detail", sentence)
                .bind("now", tx.now())
                .execute();
    }

    /** The gate's runs on the merge commit, newest first. */
    List<Run> gateRuns(Transaction tx, Merge merge) {
        return tx.sql()
                .createQuery(
                        """
                        select *
                          from run
                         where merge_id = :merge
                           and plan_id = :plan
                           and commit_id = :commit
                         order by queued_at desc, id
                        """)
                .bind("merge", merge.id())
                .bind("plan", merge.planId())
                .bind("commit", merge.mergeCommit().orElseThrow())
                .mapTo(Run.class)
                .list();
    }

    /** The run that made what was approved. */
    Optional<UUID> authorRun(Transaction tx, TaskId task) {
        return tx.sql().createQuery(AUTHOR_RUN).bind("task", task).mapTo(UUID.class).findOne();
    }

    /** Whether the plan has a task that has not ended. */
    boolean hasOpenTasks(Transaction tx, Merge merge) {
        return tx.sql()
                .createQuery(OPEN_TASKS)
                .bind("project", merge.projectId())
                .bind("plan", merge.planId())
                .mapTo(boolean.class)
                .one();
    }

    List<ReleaseNotes.Entry> entries(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(ENTRIES)
                .bind("plan", plan)
                .mapTo(ReleaseNotes.Entry.class)
                .list();
    }

    private static Optional<String> hex(Optional<CommitId> commit) {
        return commit.map(CommitId::hex);
    }
}
