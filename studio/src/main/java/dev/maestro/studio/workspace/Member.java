package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import java.time.Instant;

/** A user in a workspace, with a role. */
public record Member(UserId userId, String name, String email, Role role, Instant createdAt) {}
