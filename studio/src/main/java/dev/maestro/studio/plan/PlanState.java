package dev.maestro.studio.plan;

import dev.maestro.studio.platform.Transitions;
import java.util.List;

/** Where a plan is; {@link #LIFECYCLE} is the law. */
public enum PlanState {
    /** It is being written; nothing of it runs. */
    DRAFT,
    /** Its tasks are dispatched, reviewed and merged. */
    ACTIVE,
    /** Nothing new starts; what was under way has been taken back with its work kept. */
    PAUSED,
    /** Every task has ended and the epic is released. */
    COMPLETED,
    /** Completed and put away. */
    ARCHIVED,
    /** Given up; nothing of it will run again. */
    CANCELLED;

    public static final Transitions<PlanState, PlanTrigger> LIFECYCLE =
            Transitions.<PlanState, PlanTrigger>table()
                    .on(DRAFT, PlanTrigger.ACTIVATE, ACTIVE)
                    .on(ACTIVE, PlanTrigger.PAUSE, PAUSED)
                    .on(PAUSED, PlanTrigger.RESUME, ACTIVE)
                    .on(ACTIVE, PlanTrigger.COMPLETE, COMPLETED)
                    .on(COMPLETED, PlanTrigger.ARCHIVE, ARCHIVED)
                    .on(List.of(DRAFT, ACTIVE, PAUSED), PlanTrigger.CANCEL, CANCELLED)
                    .build();
}
