package dev.maestro.client.sandbox;

/** Whose caches a program is given: no check runs what an agent left in one. */
public enum Whose {
    /** Those of the project's agents. */
    AGENT,
    /** Those of the project's own commands: its check and the set-up of its worktrees. */
    CHECK
}
