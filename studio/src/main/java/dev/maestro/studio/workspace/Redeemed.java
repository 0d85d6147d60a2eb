package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.TokenPair;
import dev.maestro.studio.identity.User;

/** A machine that was let in. */
public record Redeemed(User user, Workspace workspace, TokenPair tokens) {}
