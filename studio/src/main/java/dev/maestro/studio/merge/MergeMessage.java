package dev.maestro.studio.merge;

import dev.maestro.git.Trailers;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.task.TaskId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;

/**
 * What a merge commit in the epic says: which task, and in its trailers by which run and verdict.
 * It depends on nothing that changes while a merge is under way.
 */
record MergeMessage(
        PlanId plan,
        TaskId task,
        int number,
        String title,
        Optional<UUID> run,
        Optional<UUID> verdict) {

    String text() {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Maestro-Plan", plan.toString());
        trailers.put("Maestro-Task", task.toString());
        run.ifPresent(id -> trailers.put("Maestro-Run", id.toString()));
        verdict.ifPresent(id -> trailers.put("Maestro-Verdict", id.toString()));
        return Trailers.append("Merge task %d: %s".formatted(number, title), trailers);
    }
}
