package dev.maestro.studio.dispatch;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tasks of the active plans, as far as they say which run comes next. Pure once it is read;
 * used by one thread.
 */
final class Backlog {

    private final Map<TaskId, Task> known = new HashMap<>();
    private final Map<TaskId, Long> urgency = new HashMap<>();
    private final Set<TaskId> blocked = new HashSet<>();

    Backlog(List<Plan> active, Tasks tasks) {
        for (Plan plan : active) {
            List<Task> all = tasks.ofPlan(plan.id());
            Map<TaskId, Set<TaskId>> waits = tasks.dependencies(plan.id());
            RemainingPath path = new RemainingPath(all, waits);
            for (Task task : all) {
                known.put(task.id(), task);
                urgency.put(task.id(), path.minutes(task.id()));
            }
            waits.forEach((task, others) -> {
                if (others.stream().anyMatch(other -> !done(other))) {
                    blocked.add(task);
                }
            });
        }
    }

    Map<TaskId, Task> tasks() {
        return known;
    }

    Optional<Task> task(Run run) {
        return run.taskId().map(known::get);
    }

    /** Gates and reviews first: they free what others wait for. Then the longest way to the end. */
    List<Run> ordered(List<Run> queued) {
        return queued.stream()
                .sorted(
                        Comparator.<Run>comparingInt(run -> rank(run.purpose()))
                                .thenComparing(run ->
                                        -run.taskId()
                                                .map(task -> urgency.getOrDefault(task, 0L))
                                                .orElse(0L))
                                .thenComparing(run -> task(run).map(Task::number).orElse(0))
                                .thenComparing(Run::queuedAt))
                .toList();
    }

    /** Much may have changed since it was queued: the plan too, by which it may wait for others. */
    boolean mayStart(Run run, Task task, Instant now) {
        return run.purpose() != Purpose.DEVELOP
                || (!task.held()
                        && !blocked.contains(task.id())
                        && !task.notBefore().filter(now::isBefore).isPresent());
    }

    private static int rank(Purpose purpose) {
        return switch (purpose) {
            case CHECK, RELEASE -> 0;
            case REVIEW -> 1;
            case PLAN, ANALYZE, DEVELOP, TEST, MERGE, CLEANUP -> 2;
        };
    }

    private boolean done(TaskId id) {
        Task task = known.get(id);
        return task != null && task.state() == TaskState.DONE;
    }
}
