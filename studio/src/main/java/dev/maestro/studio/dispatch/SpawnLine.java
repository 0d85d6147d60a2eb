package dev.maestro.studio.dispatch;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/** A run that a lead may place: one that was taken back, or one that nobody has accepted yet. */
public record SpawnLine(
        RunId run,
        PlanId plan,
        Optional<TaskId> task,
        Purpose purpose,
        RunState state,
        int attempt,
        int orphaned,
        Instant queuedAt) {}
