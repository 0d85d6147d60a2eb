package dev.maestro.studio.plan;

import dev.maestro.studio.plan.Outline.OutlineTask;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Slug;
import dev.maestro.studio.skill.SkillList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements about plans and phases, and those that bring tasks into being. */
final class PlanStore {

    /** What a re-planning must know of a task that is there. */
    record TaskRow(
            UUID id,
            UUID phaseId,
            int number,
            String slug,
            String title,
            String description,
            List<String> criteria,
            SkillList skills,
            List<String> paths,
            Optional<Integer> estimateMinutes,
            boolean held,
            boolean started,
            boolean ended,
            List<String> after) {}

    private PlanStore() {}

    static void insert(Transaction tx, Plan plan) {
        tx.sql()
                .createUpdate(
                        """
                        insert into plan (id, project_id, title, goal, outline, state, created_by, created_at)
                        values (:id, :projectId, :title, :goal, :outline, :state, :createdBy, :createdAt)
                        """)
                .bindMethods(plan)
                .execute();
    }

    static Optional<Plan> find(Transaction tx, PlanId id) {
        return tx.sql()
                .createQuery("select * from plan where id = :id")
                .bind("id", id)
                .mapTo(Plan.class)
                .findOne();
    }

    static Optional<Plan> lock(Transaction tx, PlanId id) {
        return tx.sql()
                .createQuery("select * from plan where id = :id for no key update")
                .bind("id", id)
                .mapTo(Plan.class)
                .findOne();
    }

    static Optional<Plan> share(Transaction tx, PlanId id) {
        return tx.sql()
                .createQuery("select * from plan where id = :id for share")
                .bind("id", id)
                .mapTo(Plan.class)
                .findOne();
    }

    static List<Plan> ofProject(Transaction tx, ProjectId project) {
        return tx.sql()
                .createQuery(
                        "select * from plan where project_id = :project order by created_at desc, id")
                .bind("project", project)
                .mapTo(Plan.class)
                .list();
    }

    static List<ProjectId> projectsThatMove(Transaction tx) {
        return tx.sql()
                .createQuery(
                        "select distinct project_id from plan where state in ('ACTIVE', 'PAUSED')")
                .mapTo(ProjectId.class)
                .list();
    }

    static Plan text(Transaction tx, PlanId id, Outline outline, String text) {
        return tx.sql()
                .createQuery(
                        """
                        update plan set title = :title, goal = :goal, outline = :outline
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("title", outline.title())
                .bind("goal", outline.goal())
                .bind("outline", text)
                .mapTo(Plan.class)
                .one();
    }

    static Plan activate(Transaction tx, PlanId id, String epicBranch, String baseCommit) {
        return tx.sql()
                .createQuery(
                        """
                        update plan
                           set state = 'ACTIVE', epic_branch = :epic, base_commit = :base, activated_at = :now
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("epic", epicBranch)
                .bind("base", baseCommit)
                .bind("now", tx.now())
                .mapTo(Plan.class)
                .one();
    }

    static Plan state(Transaction tx, PlanId id, PlanState state) {
        return tx.sql()
                .createQuery(
                        """
                        update plan
                           set state = :state,
                               completed_at = case when :state = 'COMPLETED' then :now else completed_at end
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("state", state)
                .bind("now", tx.now())
                .mapTo(Plan.class)
                .one();
    }

    static void countSubtask(Transaction tx, PlanId id) {
        tx.sql()
                .createUpdate("update plan set subtasks = subtasks + 1 where id = :id")
                .bind("id", id)
                .execute();
    }

    static List<Phase> phases(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery("select * from phase where plan_id = :plan order by position")
                .bind("plan", plan)
                .mapTo(Phase.class)
                .list();
    }

    static void insertPhase(Transaction tx, Phase phase) {
        tx.sql()
                .createUpdate(
                        """
                        insert into phase (id, plan_id, position, title)
                        values (:id, :planId, :position, :title)
                        """)
                .bindMethods(phase)
                .execute();
    }

    /** Positions are moved out of the way first, because each may be there once only. */
    static void reorderPhases(Transaction tx, PlanId plan, List<PhaseId> order) {
        tx.sql()
                .createUpdate("update phase set position = -position where plan_id = :plan")
                .bind("plan", plan)
                .execute();
        for (int position = 1; position <= order.size(); position++) {
            tx.sql()
                    .createUpdate("update phase set position = :position where id = :id")
                    .bind("id", order.get(position - 1))
                    .bind("position", position)
                    .execute();
        }
    }

    static void deletePhases(Transaction tx, PlanId plan) {
        tx.sql()
                .createUpdate("delete from phase where plan_id = :plan")
                .bind("plan", plan)
                .execute();
    }

    static void deleteEmptyPhases(Transaction tx, PlanId plan) {
        tx.sql()
                .createUpdate(
                        """
                        delete from phase
                         where plan_id = :plan
                           and not exists (select from task where task.phase_id = phase.id)
                        """)
                .bind("plan", plan)
                .execute();
    }

    static List<TaskRow> tasks(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery(
                        """
                        select task.id, phase_id, number, slug, title, description, criteria, skills, paths,
                               estimate_minutes, held,
                               state <> 'DRAFT' or exists (select from run where run.task_id = task.id and run.fence > 0)
                                   as started,
                               state in ('DONE', 'CANCELLED') as ended,
                               array(select other.slug
                                       from task_dependency on_other
                                       join task other on other.id = on_other.depends_on
                                      where on_other.task_id = task.id) as after
                          from task
                         where plan_id = :plan
                         order by number
                           for no key update of task
                        """)
                .bind("plan", plan)
                .mapTo(TaskRow.class)
                .list();
    }

    static int lastNumber(Transaction tx, PlanId plan) {
        return tx.sql()
                .createQuery("select coalesce(max(number), 0) from task where plan_id = :plan")
                .bind("plan", plan)
                .mapTo(int.class)
                .one();
    }

    static UUID insertTask(
            Transaction tx,
            PlanId plan,
            ProjectId project,
            PhaseId phase,
            int number,
            OutlineTask task) {
        UUID id = UUID.randomUUID();
        tx.sql()
                .createUpdate(
                        """
                        insert into task (id, plan_id, project_id, phase_id, number, slug, title, description, criteria,
                                          skills, paths, estimate_minutes, state, held, branch, created_at, changed_at)
                        values (:id, :plan, :project, :phase, :number, :slug, :title, :description, :criteria,
                                cast(:skills as jsonb), :paths, :estimate, 'DRAFT', :held, :branch, :now, :now)
                        """)
                .bind("id", id)
                .bind("plan", plan)
                .bind("project", project)
                .bind("phase", phase)
                .bind("number", number)
                .bind("slug", task.slug())
                .bind("title", task.title())
                .bind("description", task.description())
                .bindArray("criteria", String.class, task.criteria())
                .bind("skills", SkillList.of(task.skills()))
                .bindArray("paths", String.class, task.paths())
                .bind("estimate", task.estimate().map(time -> (int) time.toMinutes()))
                .bind("held", task.held())
                .bind("branch", branch(plan, number, task.title()))
                .bind("now", tx.now())
                .execute();
        return id;
    }

    static void updateTask(Transaction tx, UUID id, PhaseId phase, OutlineTask task) {
        tx.sql()
                .createUpdate(
                        """
                        update task
                           set phase_id = :phase, title = :title, description = :description, criteria = :criteria,
                               skills = cast(:skills as jsonb), paths = :paths, estimate_minutes = :estimate,
                               held = :held, changed_at = :now
                         where id = :id
                        """)
                .bind("id", id)
                .bind("phase", phase)
                .bind("title", task.title())
                .bind("description", task.description())
                .bindArray("criteria", String.class, task.criteria())
                .bind("skills", SkillList.of(task.skills()))
                .bindArray("paths", String.class, task.paths())
                .bind("estimate", task.estimate().map(time -> (int) time.toMinutes()))
                .bind("held", task.held())
                .bind("now", tx.now())
                .execute();
    }

    static void movePhase(Transaction tx, UUID task, PhaseId phase) {
        tx.sql()
                .createUpdate("update task set phase_id = :phase where id = :id")
                .bind("id", task)
                .bind("phase", phase)
                .execute();
    }

    static void deleteTask(Transaction tx, UUID id) {
        tx.sql().createUpdate("delete from task where id = :id").bind("id", id).execute();
    }

    static void depend(Transaction tx, UUID task, List<UUID> on) {
        tx.sql()
                .createUpdate("delete from task_dependency where task_id = :task")
                .bind("task", task)
                .execute();
        if (!on.isEmpty()) {
            tx.sql()
                    .createUpdate(
                            """
                            insert into task_dependency (task_id, depends_on)
                            select :task, unnest(:others)
                            """)
                    .bind("task", task)
                    .bindArray("others", UUID.class, on)
                    .execute();
        }
    }

    private static String branch(PlanId plan, int number, String title) {
        return "task/%s/%d-%s"
                .formatted(
                        plan.toString().replace("-", "").substring(0, 8),
                        number,
                        Slug.of(title, 40, "task"));
    }
}
