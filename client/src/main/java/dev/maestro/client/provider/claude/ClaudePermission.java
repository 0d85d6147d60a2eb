package dev.maestro.client.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.ToolSummary;
import dev.maestro.client.provider.AgentEvent;
import java.util.function.Consumer;

/** One request of Claude Code whether it may use a tool. */
record ClaudePermission(
        String id,
        JsonNode request,
        AgentInput input,
        ClaudeMessages messages,
        Consumer<AgentEvent> events) {

    void allow() {
        input.say(ClaudeSays.allowed(id, request.path("input")));
    }

    void deny(String why) {
        messages.denied(
                request.path("tool_use_id").asText(),
                request.path("tool_name").asText(),
                why,
                events);
        input.say(ClaudeSays.denied(id, why));
    }

    void ask() {
        input.ask(
                "Claude Code wants to use %s: %s"
                        .formatted(
                                request.path("tool_name").asText(),
                                ToolSummary.of(request.path("input"))),
                answer -> {
                    switch (answer) {
                        case ALLOWED -> allow();
                        case DENIED -> deny("The operator does not allow it.");
                        case UNANSWERED ->
                                deny("Nobody answered in time, so it is not allowed now.");
                    }
                });
    }
}
