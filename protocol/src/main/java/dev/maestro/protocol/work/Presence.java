package dev.maestro.protocol.work;

import java.util.Optional;
import java.util.UUID;

/**
 * Who is here, as {@code user_info} on a project's presence channel.
 *
 * @param session which session of the user, when it is one
 */
public record Presence(PresenceKind kind, UUID user, Optional<UUID> session, String name) {}
