package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.Operator;
import dev.maestro.client.settings.PermissionMode;
import java.util.function.Consumer;

/** An agent's requests for permission: who answers them, and what becomes of the answer. */
final class AcpQuestions {

    private final PermissionMode mode;
    private final AcpTools tools;
    private final Consumer<String> answers;

    /**
     * @param answers takes lines for the agent
     */
    AcpQuestions(PermissionMode mode, AcpTools tools, Consumer<String> answers) {
        this.mode = mode;
        this.tools = tools;
        this.answers = answers;
    }

    void ask(AgentInput agent, JsonNode id, JsonNode request, Consumer<AgentEvent> events) {
        String title = tools.asked(request.path("toolCall"), events);
        switch (mode) {
            case ALLOW -> answer(id, request, title, Operator.Permission.ALLOWED, events);
            case DENY -> answer(id, request, title, Operator.Permission.DENIED, events);
            case ASK ->
                    agent.ask(
                            "May the agent use a tool? " + title,
                            answer -> answer(id, request, title, answer, events));
        }
    }

    private void answer(
            JsonNode id,
            JsonNode request,
            String title,
            Operator.Permission permission,
            Consumer<AgentEvent> events) {
        boolean allowed = permission == Operator.Permission.ALLOWED;
        answers.accept(AcpWire.result(id, AcpPermission.answer(request, allowed)));
        switch (permission) {
            case ALLOWED -> {}
            case DENIED -> events.accept(new AgentEvent.Denied(title, "it was not allowed"));
            case UNANSWERED ->
                    events.accept(new AgentEvent.Denied(title, "nobody answered in time"));
        }
    }
}
