package dev.maestro.client.provider.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.settings.PermissionMode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** OpenCode's requests for permission: who answers them, and what becomes of the answer. */
final class OpenCodePermissions {

    private final PermissionMode mode;
    private final BiConsumer<String, Boolean> replies;

    /**
     * @param replies takes a request's id and whether it is allowed
     */
    OpenCodePermissions(PermissionMode mode, BiConsumer<String, Boolean> replies) {
        this.mode = mode;
        this.replies = replies;
    }

    /**
     * @param request of {@code permission.asked}
     */
    void ask(AgentInput agent, JsonNode request, Consumer<AgentEvent> events) {
        String id = request.path("id").asText();
        String pattern = request.path("patterns").path(0).asText();
        String what =
                request.path("permission").asText()
                        + " "
                        + request.path("metadata").path("command").asText(pattern);
        switch (mode) {
            case ALLOW -> answer(id, what, Operator.Permission.ALLOWED, events);
            case DENY -> answer(id, what, Operator.Permission.DENIED, events);
            case ASK ->
                    agent.ask(
                            "May the agent use a tool? " + what,
                            answer -> answer(id, what, answer, events));
        }
    }

    private void answer(
            String id, String what, Operator.Permission permission, Consumer<AgentEvent> events) {
        replies.accept(id, permission == Operator.Permission.ALLOWED);
        switch (permission) {
            case ALLOWED -> {}
            case DENIED -> events.accept(new AgentEvent.Denied(what, "it was not allowed"));
            case UNANSWERED ->
                    events.accept(new AgentEvent.Denied(what, "nobody answered in time"));
        }
    }
}
