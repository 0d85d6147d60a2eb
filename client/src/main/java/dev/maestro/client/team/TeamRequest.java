package dev.maestro.client.team;

import dev.maestro.client.daemon.SessionRequest;
import java.util.List;

/**
 * The team a person asked for, as it is kept on disk.
 *
 * @param lead the session that leads
 * @param workers their sessions; each name is unique in the team
 */
public record TeamRequest(SessionRequest lead, List<SessionRequest> workers) {

    public TeamRequest {
        workers = List.copyOf(workers);
    }
}
