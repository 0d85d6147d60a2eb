package dev.maestro.client.link;

import java.time.Duration;
import java.util.UUID;

/**
 * What is fixed for one session's link.
 *
 * @param heartbeat how often Studio is told that the session lives, until its greeting says
 *     otherwise
 * @param patience how long an answer is waited for
 */
public record LinkConfig(
        UUID session,
        String name,
        UUID project,
        String clientVersion,
        boolean resume,
        Duration heartbeat,
        Duration patience) {

    String sessionChannel() {
        return "private-session." + session;
    }

    String projectChannel() {
        return "private-project." + project;
    }
}
