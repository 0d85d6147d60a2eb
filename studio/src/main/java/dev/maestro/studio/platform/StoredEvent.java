package dev.maestro.studio.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event that was committed.
 *
 * @param seq its number in the project, from 1 without gaps
 * @param at when the transaction that published it began
 * @param dataJson a JSON object; its keys may stand in another order than they were written
 */
public record StoredEvent(
        long outboxId, UUID projectId, long seq, String type, Instant at, String dataJson) {

    public Optional<UUID> planId() {
        return id("plan_id");
    }

    public Optional<UUID> taskId() {
        return id("task_id");
    }

    public Optional<UUID> runId() {
        return id("run_id");
    }

    public Optional<UUID> sessionId() {
        return id("session_id");
    }

    private Optional<UUID> id(String field) {
        JsonNode value = Json.tree(dataJson).path(field);
        return value.isTextual() ? Optional.of(UUID.fromString(value.asText())) : Optional.empty();
    }
}
