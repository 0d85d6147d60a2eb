package dev.maestro.studio.project;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.workspace.Permission;

/** A right that a user needs in a project. */
public record Demand(UserId user, ProjectId project, Permission permission) {}
