package dev.maestro.client.team;

import dev.maestro.client.daemon.SessionView;
import java.util.Optional;

/**
 * A worker as people see it.
 *
 * @param lead the name of the session that leads it
 * @param pid of its process; empty when it has ended
 */
public record WorkerView(
        String lead, String name, Optional<Long> pid, Optional<SessionView> session) {}
