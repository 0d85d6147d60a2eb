package dev.maestro.studio.run;

import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.PlanId;

/** Whom a directive is said to. */
public sealed interface DirectiveTarget {

    /** Every run of a plan, now and later. */
    record OfPlan(PlanId plan) implements DirectiveTarget {}

    /** Everything that a session runs, now and later. */
    record OfSession(SessionId session) implements DirectiveTarget {}

    /** A run, and those that come after it on the same task. */
    record OfRun(RunId run) implements DirectiveTarget {}
}
