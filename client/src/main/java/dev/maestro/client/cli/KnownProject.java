package dev.maestro.client.cli;

import java.net.URI;
import java.util.UUID;

/** Where one clone belongs, as {@code projects.toml} keeps it. */
record KnownProject(UUID project, String name, URI studio, String session) {}
