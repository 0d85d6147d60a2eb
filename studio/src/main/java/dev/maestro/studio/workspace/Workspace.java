package dev.maestro.studio.workspace;

/**
 * A tenant.
 *
 * @param slug the workspace in addresses, unique
 */
public record Workspace(WorkspaceId id, String slug, String name) {}
