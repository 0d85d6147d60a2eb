package dev.maestro.studio.workspace;

/** What somebody may do in a workspace. {@link Role} says who may. */
public enum Permission {
    /** Read everything of the workspace. */
    VIEW,
    COMMENT,
    /** Connect sessions and execute runs. */
    RUN_WORK,
    /** Give the verdict of a person on a task's commit. */
    REVIEW,
    /** Say something to a running agent, hold tasks, retry and assign them. */
    STEER,
    /** Pause and resume plans. */
    PAUSE_PLAN,
    /** Cancel runs and tasks. */
    CANCEL_RUN,
    EDIT_PLAN,
    ACTIVATE_PLAN,
    RELEASE_PLAN,
    /** Create and change projects. */
    MANAGE_PROJECT,
    /** Invite people, change roles, remove members. */
    MANAGE_MEMBERS,
    DELETE_WORKSPACE
}
