package dev.maestro.studio.run;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A directive that stands, as members see it.
 *
 * @param session the name of the session it is said to
 */
public record DirectiveLine(
        UUID id,
        String text,
        String by,
        Instant createdAt,
        Optional<UUID> planId,
        Optional<String> plan,
        Optional<UUID> sessionId,
        Optional<String> session,
        Optional<UUID> runId) {}
