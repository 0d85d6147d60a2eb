package dev.maestro.client.provider.acp;

import static dev.maestro.client.agent.JsonLine.decimal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.provider.AgentEvent;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code session/update} says, as events. Kinds of updates it does not know say nothing. */
final class AcpUpdates {

    private final AcpTools tools = new AcpTools();
    private final AcpUsage usage = new AcpUsage();
    private final StringBuilder complaint = new StringBuilder();
    private boolean speaking;
    private boolean broken;

    AcpTools tools() {
        return tools;
    }

    AcpUsage usage() {
        return usage;
    }

    /** Before a prompt: what an old session says of itself is not this run's. */
    void replayed(JsonNode update) {
        if (update.path("sessionUpdate").asText().equals("usage_update")) {
            decimal(update.path("cost").path("amount")).ifPresent(usage::costBefore);
        }
    }

    void update(JsonNode update, Consumer<AgentEvent> events) {
        switch (update.path("sessionUpdate").asText()) {
            case "agent_message_chunk" -> text(update, events);
            case "agent_thought_chunk" ->
                    events.accept(
                            new AgentEvent.Thought(update.path("content").path("text").asText()));
            case "tool_call", "tool_call_update" -> {
                endText(events);
                tools.update(update, events);
            }
            case "session_info_update" -> codex(update.path("_meta").path("codex"), events);
            case "usage_update" ->
                    decimal(update.path("cost").path("amount"))
                            .flatMap(usage::cost)
                            .ifPresent(events);
            default -> {}
        }
    }

    private void text(JsonNode update, Consumer<AgentEvent> events) {
        String text = update.path("content").path("text").asText();
        if (!text.isEmpty()) {
            speaking = true;
            if (broken && complaint.length() < LONGEST_COMPLAINT) {
                complaint.append(text);
            }
            events.accept(new AgentEvent.Text(text));
        }
    }

    void endText(Consumer<AgentEvent> events) {
        if (speaking) {
            speaking = false;
            events.accept(new AgentEvent.TextEnd());
        }
    }

    void promptBegins() {
        complaint.setLength(0);
        broken = false;
    }

    void promptEnds(JsonNode result, Consumer<AgentEvent> events) {
        endText(events);
        tools.turnEnded(events);
        usage.turn(result).ifPresent(events);
    }

    private static final int LONGEST_COMPLAINT = 2_000;

    /**
     * What codex-acp said after it had told that the turn broke; it ends it as if all were well.
     */
    Optional<String> complaint() {
        return broken ? Optional.of(complaint.toString()) : Optional.empty();
    }

    private void codex(JsonNode news, Consumer<AgentEvent> events) {
        switch (news.path("threadStatus").path("type").asText()) {
            case "systemError" -> broken = true;
            case "active" -> broken = false;
            default -> {}
        }
        JsonNode error = news.path("error");
        if (error.path("willRetry").asBoolean()) {
            Optional<Integer> status =
                    error.path("codexErrorInfo").findValues("httpStatusCode").stream()
                            .filter(JsonNode::isInt)
                            .map(JsonNode::asInt)
                            .findFirst();
            events.accept(
                    new AgentEvent.Retrying(
                            status,
                            Optional.empty(),
                            error.path("message").asText()
                                    + " "
                                    + error.path("additionalDetails").asText()));
        }
    }
}
