package dev.maestro.studio.task;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.workspace.Permission;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The room of the tasks. What is asked of them is asked here; what changes them comes in by a door
 * of its own for each kind of caller. Any thread may use it.
 */
public final class Tasks {

    private final Database database;
    private final Projects projects;
    private final TaskOrders orders;
    private final TaskAttempts attempts;
    private final TaskRounds rounds;
    private final Comments comments;
    private final Subtasks subtasks;

    private Tasks(Database database, Projects projects, Plans plans) {
        this.database = database;
        this.projects = projects;
        this.orders = new TaskOrders(database, this);
        this.attempts = new TaskAttempts(plans, this);
        this.rounds = new TaskRounds(this);
        this.comments = new Comments(database, this);
        this.subtasks = new Subtasks(plans, this, comments);
    }

    public static Tasks open(Database database, Projects projects, Plans plans) {
        return new Tasks(database, projects, plans);
    }

    /** For operators, and for the rooms above that give a task up or call one. */
    public TaskOrders orders() {
        return orders;
    }

    /** For runs, and who begins and ends them. */
    public TaskAttempts attempts() {
        return attempts;
    }

    /** For reviews and merges. */
    public TaskRounds rounds() {
        return rounds;
    }

    /** For everybody who has something to say about a task. */
    public Comments comments() {
        return comments;
    }

    /** For runs whose agent wants more done. */
    public Subtasks subtasks() {
        return subtasks;
    }

    /**
     * @throws Refused {@code not_found}
     */
    public Task task(TaskId id) {
        return database.reading(tx -> task(tx, id));
    }

    /** As {@link #task(TaskId)}, inside the caller's transaction. */
    public Task task(Transaction tx, TaskId id) {
        return TaskStore.find(tx, id).orElseThrow(() -> Refused.notFound("task", id));
    }

    /** As {@link #task(TaskId)}, locked: after its plan, before its runs. */
    public Task lock(Transaction tx, TaskId id) {
        return TaskStore.lock(tx, id).orElseThrow(() -> Refused.notFound("task", id));
    }

    /**
     * The task, when this user may do this in its project.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public Task require(UserId user, TaskId id, Permission permission) {
        return database.reading(tx -> require(tx, user, id, permission));
    }

    /** In the order of their numbers. */
    public List<Task> ofPlan(PlanId plan) {
        return database.reading(tx -> ofPlan(tx, plan));
    }

    /** As {@link #ofPlan(PlanId)}, inside the caller's transaction. */
    public List<Task> ofPlan(Transaction tx, PlanId plan) {
        return TaskStore.ofPlan(tx, plan);
    }

    /** What the task waits for, done or not. */
    public List<TaskId> dependencies(TaskId task) {
        return database.reading(tx -> TaskStore.dependencies(tx, task));
    }

    /** For each task of the plan that waits for others: for which. */
    public Map<TaskId, Set<TaskId>> dependencies(PlanId plan) {
        return database.reading(tx -> dependencies(tx, plan));
    }

    /** As {@link #dependencies(PlanId)}, inside the caller's transaction. */
    public Map<TaskId, Set<TaskId>> dependencies(Transaction tx, PlanId plan) {
        Map<TaskId, Set<TaskId>> waits = new LinkedHashMap<>();
        TaskStore.dependencies(tx, plan)
                .forEach(edge ->
                        waits.computeIfAbsent(edge.taskId(), _ -> new LinkedHashSet<>())
                                .add(edge.dependsOn()));
        return waits;
    }

    Task require(Transaction tx, UserId user, TaskId id, Permission permission) {
        Task task = task(tx, id);
        projects.require(tx, user, task.projectId(), permission);
        return task;
    }
}
