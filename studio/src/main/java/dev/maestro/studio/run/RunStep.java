package dev.maestro.studio.run;

import java.time.Instant;

/** One step a run took, for people and for tests. */
public record RunStep(
        RunId runId, Instant at, RunTrigger trigger, RunState state, long fence, String detail) {}
