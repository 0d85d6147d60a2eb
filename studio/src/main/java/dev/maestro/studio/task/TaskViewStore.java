package dev.maestro.studio.task;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.TaskPage.CommentView;
import dev.maestro.studio.task.TaskPage.MergeLine;
import dev.maestro.studio.task.TaskPage.Neighbour;
import dev.maestro.studio.task.TaskPage.RunLine;
import dev.maestro.studio.task.TaskPage.VerdictView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What pages and API read of tasks. */
final class TaskViewStore {

    private record NeighbourRow(
            UUID id,
            int number,
            String title,
            String state,
            String planState,
            boolean held,
            Optional<Instant> notBefore,
            boolean dependenciesDone) {

        Neighbour view(Instant now) {
            return new Neighbour(
                    id,
                    number,
                    title,
                    state,
                    TaskStatus.of(
                            state,
                            planState,
                            held,
                            dependenciesDone,
                            notBefore.filter(now::isBefore).isPresent()));
        }
    }

    private TaskViewStore() {}

    static Optional<TaskPage> task(Transaction tx, UserId user, TaskId id) {
        return tx.sql()
                .createQuery(
                        """
                        select t.id, t.plan_id, x.title as plan_title, lower(x.state) as plan_state,
                               t.project_id, p.slug as project_slug, p.name as project_name, m.role,
                               h.title as phase_title, t.number, t.slug, t.title, t.description, t.criteria,
                               array(select (s ->> 'skill') || ' ' || (s ->> 'level')
                                       from jsonb_array_elements(t.skills) s) as skills,
                               t.paths, t.estimate_minutes, lower(t.state) as state, t.held, t.branch,
                               t.head_commit, a.name as author, t.rejections, t.failures,
                               lower(t.last_failure) as last_failure, t.waits_for, t.findings,
                               t.conflict_paths, t.not_before, t.created_at, t.changed_at, t.started_at, t.done_at
                          from task t
                          join plan x on x.id = t.plan_id
                          join phase h on h.id = t.phase_id
                          join project p on p.id = t.project_id
                          join member m on m.workspace_id = p.workspace_id and m.user_id = :user
                          left join session a on a.id = t.author_session
                         where t.id = :id
                        """)
                .bind("user", user)
                .bind("id", id)
                .mapTo(TaskView.class)
                .findOne()
                .map(task -> whole(tx, task));
    }

    private static TaskPage whole(Transaction tx, TaskView task) {
        List<Neighbour> dependsOn = neighbours(tx, task.id(), "task_id", "depends_on");
        return new TaskPage(
                task,
                TaskStatus.of(
                        task.state(),
                        task.planState(),
                        task.held(),
                        dependsOn.stream().allMatch(other -> other.state().equals("done")),
                        task.notBefore().filter(tx.now()::isBefore).isPresent()),
                dependsOn,
                neighbours(tx, task.id(), "depends_on", "task_id"),
                runs(tx, task.id(), Optional.empty(), 100),
                verdicts(tx, task.id()),
                comments(tx, task.id(), Optional.empty(), 500),
                merges(tx, task.id()));
    }

    /** {@code own} and {@code other} are the two columns of the dependency table, never input. */
    private static List<Neighbour> neighbours(Transaction tx, UUID task, String own, String other) {
        return tx
                .sql()
                .createQuery(
                        """
                        select o.id, o.number, o.title, lower(o.state) as state,
                               lower(x.state) as plan_state, o.held, o.not_before,
                               not exists (
                                   select from task_dependency e
                                     join task b on b.id = e.depends_on
                                    where e.task_id = o.id and b.state <> 'DONE') as dependencies_done
                          from task_dependency d
                          join task o on o.id = d.<other>
                          join plan x on x.id = o.plan_id
                         where d.<own> = :task
                         order by o.number
                        """)
                .define("own", own)
                .define("other", other)
                .bind("task", task)
                .mapTo(NeighbourRow.class)
                .stream()
                .map(row -> row.view(tx.now()))
                .toList();
    }

    static boolean sees(Transaction tx, UserId user, TaskId id) {
        return tx.sql()
                .createQuery(
                        """
                        select exists (
                               select from task t
                                 join project p on p.id = t.project_id
                                 join member m on m.workspace_id = p.workspace_id and m.user_id = :user
                                where t.id = :id)
                        """)
                .bind("user", user)
                .bind("id", id)
                .mapTo(boolean.class)
                .one();
    }

    /** Newest first. */
    static List<RunLine> runs(Transaction tx, UUID task, Optional<UUID> after, int limit) {
        return tx.sql()
                .createQuery(
                        """
                        select r.id, lower(r.purpose) as purpose, lower(r.state) as state, r.attempt,
                               s.name as session, r.provider, r.queued_at, r.started_at, r.ended_at,
                               r.resume_at, lower(r.failure) as failure, r.failure_detail, r.progress,
                               array(select jsonb_array_elements_text(r.why_this)) as why_this
                          from run r
                          left join session s on s.id = coalesce(r.session_id, r.last_session)
                         where r.task_id = :task
                           and (cast(:after as uuid) is null
                                or (r.queued_at, r.id) < (select seen.queued_at, seen.id from run seen where seen.id = :after))
                         order by r.queued_at desc, r.id desc
                         limit :limit
                        """)
                .bind("task", task)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(RunLine.class)
                .list();
    }

    private static List<VerdictView> verdicts(Transaction tx, UUID task) {
        return tx.sql()
                .createQuery(
                        """
                        select v.id, v.round, v.approved, v.commit_id, v.reason, v.findings, v.carried, v.run_id,
                               coalesce(u.name, s.name, 'maestro') as by, v.created_at
                          from verdict v
                          left join app_user u on u.id = v.user_id
                          left join run r on r.id = v.run_id
                          left join session s on s.id = coalesce(r.session_id, r.last_session)
                         where v.task_id = :task
                         order by v.created_at desc
                        """)
                .bind("task", task)
                .mapTo(VerdictView.class)
                .list();
    }

    /** Newest first. */
    static List<CommentView> comments(Transaction tx, UUID task, Optional<UUID> after, int limit) {
        return tx.sql()
                .createQuery(
                        """
                        select id, author, lower(kind) as kind, body, created_at
                          from comment
                         where task_id = :task
                           and (cast(:after as uuid) is null
                                or (created_at, id) < (select seen.created_at, seen.id from comment seen where seen.id = :after))
                         order by created_at desc, id desc
                         limit :limit
                        """)
                .bind("task", task)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(CommentView.class)
                .list();
    }

    private static List<MergeLine> merges(Transaction tx, UUID task) {
        return tx.sql()
                .createQuery(
                        """
                        select id, lower(state) as state, merge_commit, detail, conflicts, changed_at
                          from merge
                         where task_id = :task
                         order by position desc
                        """)
                .bind("task", task)
                .mapTo(MergeLine.class)
                .list();
    }
}
