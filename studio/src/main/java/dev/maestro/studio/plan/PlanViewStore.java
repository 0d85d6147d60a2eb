package dev.maestro.studio.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanPage.Dependency;
import dev.maestro.studio.plan.PlanPage.LiveRun;
import dev.maestro.studio.plan.PlanPage.MergeView;
import dev.maestro.studio.plan.PlanPage.PhaseView;
import dev.maestro.studio.plan.PlanPage.TaskLine;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.task.TaskStatus;
import dev.maestro.studio.web.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What pages and API read of plans, in five questions whatever the plan's size. */
final class PlanViewStore {

    private record PhaseRow(UUID id, int position, String title) {}

    private record TaskRow(
            UUID phaseId,
            UUID id,
            int number,
            String slug,
            String title,
            String state,
            boolean held,
            List<String> skills,
            Optional<Integer> estimateMinutes,
            int rejections,
            Optional<String> waitsFor,
            Optional<Instant> notBefore,
            String branch,
            Optional<String> headCommit) {}

    private record DependencyRow(UUID taskId, UUID id, int number, String title, String state) {

        Dependency view() {
            return new Dependency(id, number, title, state.equals("done"));
        }
    }

    private record RunRow(
            UUID taskId,
            UUID id,
            String purpose,
            String state,
            int attempt,
            Optional<String> session,
            Optional<String> progress,
            Optional<Instant> resumeAt) {

        LiveRun view() {
            return new LiveRun(id, purpose, state, attempt, session, progress, resumeAt);
        }
    }

    private PlanViewStore() {}

    static Optional<PlanPage> plan(Transaction tx, UserId user, PlanId id) {
        return tx.sql()
                .createQuery(
                        """
                        select x.id, x.project_id, p.slug as project_slug, p.name as project_name, p.base_branch,
                               m.role, x.title, x.goal, x.outline, lower(x.state) as state, x.epic_branch,
                               x.base_commit, x.created_at, x.activated_at, x.completed_at
                          from plan x
                          join project p on p.id = x.project_id
                          join member m on m.workspace_id = p.workspace_id and m.user_id = :user
                         where x.id = :id
                        """)
                .bind("user", user)
                .bind("id", id)
                .mapTo(PlanView.class)
                .findOne()
                .map(plan -> whole(tx, plan));
    }

    private static PlanPage whole(Transaction tx, PlanView plan) {
        List<TaskRow> tasks = tasks(tx, plan.id());
        Map<UUID, List<TaskLine>> lines = lines(tx, plan, tasks);
        List<MergeView> merges = merges(tx, plan.id());
        return new PlanPage(
                plan,
                progress(tasks),
                phases(tx, plan.id()).stream()
                        .map(phase ->
                                new PhaseView(
                                        phase.id(),
                                        phase.position(),
                                        phase.title(),
                                        lines.getOrDefault(phase.id(), List.of())))
                        .toList(),
                merges.stream().filter(merge -> merge.kind().equals("task")).toList(),
                merges.stream().filter(merge -> merge.kind().equals("release")).findFirst());
    }

    private static List<PhaseRow> phases(Transaction tx, UUID plan) {
        return tx.sql()
                .createQuery(
                        """
                        select id, position, title from phase where plan_id = :plan order by position
                        """)
                .bind("plan", plan)
                .mapTo(PhaseRow.class)
                .list();
    }

    private static List<TaskRow> tasks(Transaction tx, UUID plan) {
        return tx.sql()
                .createQuery(
                        """
                        select phase_id, id, number, slug, title, lower(state) as state, held,
                               array(select (x ->> 'skill') || ' ' || (x ->> 'level')
                                       from jsonb_array_elements(skills) x) as skills,
                               estimate_minutes, rejections, waits_for, not_before, branch, head_commit
                          from task
                         where plan_id = :plan
                         order by number
                        """)
                .bind("plan", plan)
                .mapTo(TaskRow.class)
                .list();
    }

    private static Map<UUID, List<TaskLine>> lines(
            Transaction tx, PlanView plan, List<TaskRow> tasks) {
        Map<UUID, List<Dependency>> dependencies = dependencies(tx, plan.id());
        Map<UUID, List<LiveRun>> runs = runs(tx, plan.id());
        return tasks.stream()
                .collect(
                        groupingBy(
                                TaskRow::phaseId,
                                mapping(
                                        task ->
                                                line(
                                                        tx,
                                                        plan,
                                                        task,
                                                        dependencies.getOrDefault(
                                                                task.id(), List.of()),
                                                        runs.getOrDefault(task.id(), List.of())),
                                        toList())));
    }

    private static TaskLine line(
            Transaction tx,
            PlanView plan,
            TaskRow task,
            List<Dependency> dependencies,
            List<LiveRun> runs) {
        return new TaskLine(
                task.id(),
                task.number(),
                task.slug(),
                task.title(),
                task.state(),
                TaskStatus.of(
                        task.state(),
                        plan.state(),
                        task.held(),
                        dependencies.stream().allMatch(Dependency::done),
                        task.notBefore().filter(tx.now()::isBefore).isPresent()),
                task.held(),
                task.skills(),
                task.estimateMinutes(),
                task.rejections(),
                task.waitsFor(),
                task.notBefore(),
                task.branch(),
                task.headCommit(),
                dependencies,
                runs.stream().findFirst());
    }

    private static Map<UUID, List<Dependency>> dependencies(Transaction tx, UUID plan) {
        return tx
                .sql()
                .createQuery(
                        """
                        select d.task_id, o.id, o.number, o.title, lower(o.state) as state
                          from task_dependency d
                          join task t on t.id = d.task_id
                          join task o on o.id = d.depends_on
                         where t.plan_id = :plan
                         order by o.number
                        """)
                .bind("plan", plan)
                .mapTo(DependencyRow.class)
                .stream()
                .collect(groupingBy(DependencyRow::taskId, mapping(DependencyRow::view, toList())));
    }

    private static Map<UUID, List<LiveRun>> runs(Transaction tx, UUID plan) {
        return tx
                .sql()
                .createQuery(
                        """
                        select r.task_id, r.id, lower(r.purpose) as purpose, lower(r.state) as state, r.attempt,
                               s.name as session, r.progress, r.resume_at
                          from run r
                          left join session s on s.id = r.session_id
                         where r.plan_id = :plan and r.task_id is not null
                           and r.state not in ('SUCCEEDED', 'FAILED', 'CANCELLED')
                         order by r.queued_at desc
                        """)
                .bind("plan", plan)
                .mapTo(RunRow.class)
                .stream()
                .collect(groupingBy(RunRow::taskId, mapping(RunRow::view, toList())));
    }

    private static List<MergeView> merges(Transaction tx, UUID plan) {
        return tx.sql()
                .createQuery(
                        """
                        select g.id, lower(g.kind) as kind, g.task_id as task, t.number,
                               coalesce(t.title, 'Release') as title, lower(g.state) as state, g.merge_commit,
                               g.detail, g.conflicts,
                               (select r.id from run r where r.merge_id = g.id order by r.queued_at desc limit 1)
                                   as gate_run,
                               g.changed_at
                          from merge g
                          left join task t on t.id = g.task_id
                         where g.plan_id = :plan
                         order by g.state in ('WAITING', 'GATING', 'LANDING') desc,
                                  case when g.state in ('WAITING', 'GATING', 'LANDING') then g.position end,
                                  g.position desc
                         limit 200
                        """)
                .bind("plan", plan)
                .mapTo(MergeView.class)
                .list();
    }

    private static Progress progress(List<TaskRow> tasks) {
        return new Progress(
                tasks.size(),
                count(tasks, "done"),
                count(tasks, "dispatched", "in_progress", "in_review", "approved"),
                count(tasks, "waiting_for_resume"),
                count(tasks, "needs_operator"),
                count(tasks, "cancelled"));
    }

    private static int count(List<TaskRow> tasks, String... states) {
        List<String> wanted = List.of(states);
        return (int) tasks.stream().filter(task -> wanted.contains(task.state())).count();
    }
}
