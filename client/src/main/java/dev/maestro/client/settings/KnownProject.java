package dev.maestro.client.settings;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * Where one clone belongs, as {@code projects.toml} keeps it.
 *
 * @param session what the session was called the last time
 * @param user as whom; empty in files of earlier versions
 */
public record KnownProject(
        UUID project, String name, URI studio, String session, Optional<UUID> user) {}
