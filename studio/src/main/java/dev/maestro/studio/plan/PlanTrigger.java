package dev.maestro.studio.plan;

/** What moves a plan. */
public enum PlanTrigger {
    ACTIVATE,
    PAUSE,
    RESUME,
    /** The release has landed on the base branch. */
    COMPLETE,
    ARCHIVE,
    CANCEL
}
