package dev.maestro.studio.workspace;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An invite that nobody has used yet; its secret is known to its maker only.
 *
 * @param createdBy a name
 */
public record OpenInvite(
        UUID id,
        InviteKind kind,
        Optional<Role> role,
        String createdBy,
        Instant createdAt,
        Instant expiresAt) {}
