package dev.maestro.studio.workspace;

/** One user's place in one workspace. */
public record Membership(Workspace workspace, Role role) {}
