package dev.maestro.client.daemon;

import dev.maestro.client.state.Room;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The daemon as {@code maestro status} shows it.
 *
 * @param room what its work takes of the disk, as it was measured last
 */
public record DaemonView(
        long pid,
        String version,
        Instant startedAt,
        List<SessionView> sessions,
        Optional<Room> room) {}
