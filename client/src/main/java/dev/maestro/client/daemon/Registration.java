package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** What Studio calls a session and where it wants to meet it. */
record Registration(UUID session, String appKey, String wsPath, long heartbeatSeconds) {

    static Registration of(JsonNode answer) {
        return new Registration(
                UUID.fromString(answer.path("session").asText()),
                answer.path("app_key").asText(),
                answer.path("ws_path").asText(),
                answer.path("heartbeat_seconds").asLong(30));
    }
}
