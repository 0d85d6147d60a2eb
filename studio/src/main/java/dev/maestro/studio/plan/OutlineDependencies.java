package dev.maestro.studio.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds slugs that are there twice, dependencies that are not there, and cycles. */
final class OutlineDependencies {

    private final List<TaskDraft> tasks;
    private final List<OutlineError> mistakes = new ArrayList<>();
    private final Map<String, TaskDraft> bySlug = new LinkedHashMap<>();

    OutlineDependencies(List<TaskDraft> tasks) {
        this.tasks = tasks;
    }

    List<OutlineError> mistakes() {
        for (TaskDraft task : tasks) {
            TaskDraft first = bySlug.putIfAbsent(task.slug(), task);
            if (first != null) {
                mistakes.add(
                        new OutlineError(
                                task.line(),
                                task.column(),
                                "the slug \"%s\" is that of the task in line %d: give one of them another {#slug}"
                                        .formatted(task.slug(), first.line())));
            }
        }
        tasks.forEach(this::unknown);
        cycles();
        return mistakes;
    }

    private void unknown(TaskDraft task) {
        for (TaskDraft.Item item : task.after()) {
            if (!bySlug.containsKey(item.text())) {
                Optional<String> meant = NearMiss.of(item.text(), bySlug.keySet());
                mistakes.add(
                        new OutlineError(
                                item.line(),
                                item.column(),
                                "there is no task \"%s\"%s"
                                        .formatted(
                                                item.text(),
                                                meant.map(slug ->
                                                                ": did you mean \"%s\"?"
                                                                        .formatted(slug))
                                                        .orElse(" in this outline"))));
            }
        }
    }

    /**
     * Walks without recursion: a chain of two thousand tasks must not need as many stack frames.
     */
    private void cycles() {
        Set<String> clean = new HashSet<>();
        for (TaskDraft start : tasks) {
            List<String> path = new ArrayList<>();
            Map<String, Integer> next = new HashMap<>();
            path.add(start.slug());
            while (!path.isEmpty()) {
                String slug = path.getLast();
                TaskDraft task = bySlug.get(slug);
                int index = next.merge(slug, 1, Integer::sum) - 1;
                if (task == null || clean.contains(slug) || index >= task.after().size()) {
                    clean.add(slug);
                    path.removeLast();
                    continue;
                }
                TaskDraft.Item item = task.after().get(index);
                int seen = path.indexOf(item.text());
                if (seen >= 0) {
                    cycle(path.subList(seen, path.size()), item);
                } else {
                    path.add(item.text());
                }
            }
        }
    }

    private void cycle(List<String> slugs, TaskDraft.Item at) {
        String round = String.join(" → ", slugs) + " → " + slugs.getFirst();
        mistakes.add(
                new OutlineError(
                        at.line(),
                        at.column(),
                        slugs.size() == 1
                                ? "the task \"%s\" waits for itself".formatted(slugs.getFirst())
                                : "these tasks wait for each other: " + round));
    }
}
