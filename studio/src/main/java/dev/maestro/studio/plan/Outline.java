package dev.maestro.studio.plan;

import dev.maestro.protocol.work.SkillLevel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A plan as people write it, read and found consistent. */
public record Outline(String title, String goal, List<OutlinePhase> phases) {

    public Outline {
        phases = List.copyOf(phases);
    }

    /** All tasks in the order of the text. */
    public List<OutlineTask> tasks() {
        return phases.stream().flatMap(phase -> phase.tasks().stream()).toList();
    }

    /** At least one task. */
    public record OutlinePhase(String title, List<OutlineTask> tasks) {
        public OutlinePhase {
            tasks = List.copyOf(tasks);
        }
    }

    /**
     * One task of the text.
     *
     * @param slug unique in the outline; by it the task is known when the plan is edited
     * @param after the slugs of the tasks it waits for
     */
    public record OutlineTask(
            String slug,
            String title,
            String description,
            List<String> criteria,
            List<SkillLevel> skills,
            List<String> after,
            Optional<Duration> estimate,
            List<String> paths,
            boolean held) {
        public OutlineTask {
            criteria = List.copyOf(criteria);
            skills = List.copyOf(skills);
            after = List.copyOf(after);
            paths = List.copyOf(paths);
        }
    }
}
