package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.User;

/** Somebody who has just become a member. */
public record SignedUp(User user, Workspace workspace) {}
