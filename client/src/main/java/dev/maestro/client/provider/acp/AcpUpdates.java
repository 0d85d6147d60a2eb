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
    private final StringBuilder words = new StringBuilder();
    private boolean speaking;
    private boolean worked;

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
                worked = true;
                tools.update(update, events);
            }
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
            if (!worked && words.length() < LONGEST_COMPLAINT) {
                words.append(text);
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
        words.setLength(0);
        worked = false;
    }

    void promptEnds(JsonNode result, Consumer<AgentEvent> events) {
        endText(events);
        tools.turnEnded(events);
        usage.turn(result).ifPresent(events);
    }

    private static final int LONGEST_COMPLAINT = 2_000;

    /** All it said in this turn, when it did nothing else. */
    Optional<String> onlyWords() {
        return worked || words.isEmpty() || words.length() >= LONGEST_COMPLAINT
                ? Optional.empty()
                : Optional.of(words.toString());
    }
}
