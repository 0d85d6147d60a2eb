package dev.maestro.studio.project;

import dev.maestro.studio.workspace.Role;
import dev.maestro.studio.workspace.WorkspaceId;

/** A workspace of the user, and what the user is there. */
public record WorkspaceChoice(WorkspaceId id, String slug, String name, Role role) {}
