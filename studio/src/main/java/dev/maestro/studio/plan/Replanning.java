package dev.maestro.studio.plan;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.plan.Outline.OutlinePhase;
import dev.maestro.studio.plan.Outline.OutlineTask;
import dev.maestro.studio.plan.PlanStore.TaskRow;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Brings the tasks of a plan to what an outline says, inside one transaction: tasks are known by
 * their slug; what nobody has touched is changed or dropped, what was started is kept.
 */
final class Replanning {

    /** What was done. */
    record Changes(int added, int changed, int dropped) {}

    private final Transaction tx;
    private final PlanId plan;
    private final ProjectId project;
    private final Outline outline;
    private final Set<String> former;
    private final Map<String, TaskRow> there = new LinkedHashMap<>();
    private final Map<String, UUID> ids = new HashMap<>();
    private final List<String> conflicts = new ArrayList<>();
    private int number;
    private int added;
    private int changed;
    private int dropped;

    /**
     * @param former the slugs of the outline before this one. A task that is in neither came from
     *     an agent; who edits the outline has not seen it there, so its absence means nothing.
     */
    Replanning(
            Transaction tx, PlanId plan, ProjectId project, Outline outline, Set<String> former) {
        this.tx = tx;
        this.plan = plan;
        this.project = project;
        this.outline = outline;
        this.former = Set.copyOf(former);
    }

    /**
     * @throws Refused {@code conflict} when started tasks were changed or dropped; {@code
     *     conflicts} says which
     */
    Changes apply() {
        PlanStore.tasks(tx, plan).forEach(row -> there.put(row.slug(), row));
        number = PlanStore.lastNumber(tx, plan);
        refuseConflicts();
        drop();
        List<PhaseId> order = new ArrayList<>();
        Map<String, PhaseId> phases = new HashMap<>();
        PlanStore.phases(tx, plan).forEach(phase -> phases.put(phase.title(), phase.id()));
        int free = phases.size();
        for (OutlinePhase phase : outline.phases()) {
            PhaseId id = phases.get(phase.title());
            if (id == null) {
                id = PhaseId.random();
                free++;
                PlanStore.insertPhase(tx, new Phase(id, plan, 1_000_000 + free, phase.title()));
            }
            order.add(id);
            for (OutlineTask task : phase.tasks()) {
                put(id, task);
            }
        }
        PlanStore.deleteEmptyPhases(tx, plan);
        PlanStore.phases(tx, plan).stream()
                .map(Phase::id)
                .filter(id -> !order.contains(id))
                .forEach(order::add);
        PlanStore.reorderPhases(tx, plan, order);
        dependencies();
        return new Changes(added, changed, dropped);
    }

    private void refuseConflicts() {
        Map<String, OutlineTask> wanted = new HashMap<>();
        outline.tasks().forEach(task -> wanted.put(task.slug(), task));
        for (TaskRow row : there.values()) {
            OutlineTask task = wanted.get(row.slug());
            boolean dropped = task == null && former.contains(row.slug());
            if (dropped && row.started() && !row.ended()) {
                conflicts.add(
                        "task %d \"%s\" is under way and cannot be dropped; cancel it first"
                                .formatted(row.number(), row.slug()));
            } else if (task != null && row.started() && differs(row, task)) {
                conflicts.add(
                        "task %d \"%s\" was started and cannot be changed; leave it as it was"
                                .formatted(row.number(), row.slug()));
            }
        }
        if (!conflicts.isEmpty()) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    String.join("; ", conflicts),
                    Map.of("conflicts", List.copyOf(conflicts)));
        }
    }

    private void drop() {
        Set<String> wanted = new HashSet<>();
        outline.tasks().forEach(task -> wanted.add(task.slug()));
        for (TaskRow row : there.values()) {
            if (wanted.contains(row.slug())) {
                continue;
            }
            if (row.started() || !former.contains(row.slug())) {
                // Finished work stays, whatever the outline says.
                ids.put(row.slug(), row.id());
            } else {
                PlanStore.deleteTask(tx, row.id());
                dropped++;
            }
        }
    }

    private void put(PhaseId phase, OutlineTask task) {
        TaskRow row = there.get(task.slug());
        if (row == null) {
            number++;
            UUID id = PlanStore.insertTask(tx, plan, project, phase, number, task);
            ids.put(task.slug(), id);
            added++;
            publish(new TaskNews.Created(plan.value(), id, number, task.title()));
            return;
        }
        ids.put(task.slug(), row.id());
        if (row.started()) {
            PlanStore.movePhase(tx, row.id(), phase);
        } else if (differs(row, task)
                || row.held() != task.held()
                || !row.phaseId().equals(phase.value())) {
            PlanStore.updateTask(tx, row.id(), phase, task);
            changed++;
            publish(new TaskNews.Changed(plan.value(), row.id()));
        }
    }

    private void dependencies() {
        for (OutlineTask task : outline.tasks()) {
            TaskRow row = there.get(task.slug());
            boolean same = row != null && Set.copyOf(row.after()).equals(Set.copyOf(task.after()));
            if (!same && (row == null || !row.started())) {
                PlanStore.depend(
                        tx,
                        Objects.requireNonNull(ids.get(task.slug())),
                        task.after().stream().map(ids::get).toList());
            }
        }
    }

    private static boolean differs(TaskRow row, OutlineTask task) {
        return !row.title().equals(task.title())
                || !row.description().equals(task.description())
                || !row.criteria().equals(task.criteria())
                || !row.skills().levels().equals(task.skills())
                || !row.paths().equals(task.paths())
                || !row.estimateMinutes()
                        .equals(task.estimate().map(Duration::toMinutes).map(Math::toIntExact))
                || !Set.copyOf(row.after()).equals(Set.copyOf(task.after()));
    }

    private void publish(TaskNews news) {
        tx.publish(
                ProjectEvent.of(project.value(), news.type(), news)
                        .plan(news.plan())
                        .task(news.task()));
    }
}
