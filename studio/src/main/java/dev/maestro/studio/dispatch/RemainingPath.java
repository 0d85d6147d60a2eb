package dev.maestro.studio.dispatch;

import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many minutes of estimated work follow from a task on its longest way to the end of the plan,
 * its own included. Pure; used by one thread.
 */
final class RemainingPath {

    private static final int MINUTES_WHEN_NOT_ESTIMATED = 60;

    private final Map<TaskId, Task> tasks = new HashMap<>();
    private final Map<TaskId, Set<TaskId>> dependents = new HashMap<>();
    private final Map<TaskId, Long> known = new HashMap<>();

    RemainingPath(List<Task> tasks, Map<TaskId, Set<TaskId>> dependencies) {
        tasks.forEach(task -> this.tasks.put(task.id(), task));
        dependencies.forEach((task, others) ->
                others.forEach(other ->
                        dependents.computeIfAbsent(other, _ -> new HashSet<>()).add(task)));
    }

    long minutes(TaskId id) {
        Long before = known.get(id);
        if (before != null) {
            return before;
        }
        long longest = 0;
        for (TaskId dependent : dependents.getOrDefault(id, Set.of())) {
            longest = Math.max(longest, minutes(dependent));
        }
        Task task = tasks.get(id);
        long own =
                task == null || task.state().terminal()
                        ? 0
                        : task.estimateMinutes().orElse(MINUTES_WHEN_NOT_ESTIMATED);
        known.put(id, own + longest);
        return own + longest;
    }
}
