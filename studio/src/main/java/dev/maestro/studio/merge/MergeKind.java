package dev.maestro.studio.merge;

/** What is merged into what. */
public enum MergeKind {
    /** A task's approved commit into the plan's epic. */
    TASK,
    /** The plan's epic into the project's base branch. */
    RELEASE
}
