package dev.maestro.client.daemon;

import java.time.Instant;
import java.util.List;

/** The daemon as {@code maestro status} shows it. */
public record DaemonView(long pid, String version, Instant startedAt, List<SessionView> sessions) {}
