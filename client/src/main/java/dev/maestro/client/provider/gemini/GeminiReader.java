package dev.maestro.client.provider.gemini;

import static dev.maestro.client.agent.JsonLine.number;
import static dev.maestro.client.agent.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.StreamReader;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.protocol.work.RunMethod;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What one start of {@code gemini -o stream-json} prints. */
final class GeminiReader implements StreamReader {

    private final GeminiEnding ending;
    private final GeminiRetries retries = new GeminiRetries();
    private final Map<String, String> files = new HashMap<>();
    private @Nullable String session;
    private boolean speaking;

    GeminiReader(InstantSource clock) {
        this.ending = new GeminiEnding(clock);
    }

    /** By which the conversation goes on. */
    Optional<String> session() {
        return Optional.ofNullable(session);
    }

    /** Whether it was to go on with a conversation that it does not know. */
    boolean unknownSession() {
        return session == null && ending.exit() == GeminiEnding.UNKNOWN_SESSION;
    }

    @Override
    public void line(String line, Consumer<AgentEvent> events) {
        JsonLine.parse(line).ifPresent(event -> event(event, events));
    }

    private void event(ObjectNode event, Consumer<AgentEvent> events) {
        switch (event.path("type").asText()) {
            case "init" -> {
                session = event.path("session_id").asText();
                events.accept(new AgentEvent.Started(session(), text(event.path("model"))));
            }
            case "message" -> message(event, events);
            case "tool_use" -> toolCall(event, events);
            case "tool_result" -> toolResult(event, events);
            case "error" -> {
                endText(events);
                events.accept(new AgentEvent.Error(event.path("message").asText()));
            }
            case "result" -> result(event, events);
            default -> {}
        }
    }

    private void message(ObjectNode event, Consumer<AgentEvent> events) {
        if (event.path("role").asText().equals("assistant")) {
            speaking = true;
            events.accept(new AgentEvent.Text(event.path("content").asText()));
            if (!event.path("delta").asBoolean()) {
                endText(events);
            }
        }
    }

    private void endText(Consumer<AgentEvent> events) {
        if (speaking) {
            speaking = false;
            events.accept(new AgentEvent.TextEnd());
        }
    }

    private void toolCall(ObjectNode event, Consumer<AgentEvent> events) {
        endText(events);
        String tool = event.path("tool_name").asText();
        String id = event.path("tool_id").asText();
        JsonNode input = event.path("parameters");
        if (tool.equals("write_file") || tool.equals("replace")) {
            text(input.path("file_path")).ifPresent(path -> files.put(id, path));
        }
        String summary =
                text(input.path("command"))
                        .or(() -> text(input.path("file_path")))
                        .or(() -> text(input.path("description")))
                        .orElse("");
        events.accept(new AgentEvent.ToolCall(id, tool, summary, input.toString()));
    }

    private void toolResult(ObjectNode event, Consumer<AgentEvent> events) {
        String id = event.path("tool_id").asText();
        boolean failed = !event.path("status").asText().equals("success");
        String output =
                text(event.path("output"))
                        .or(() -> text(event.path("error").path("message")))
                        .orElse("");
        events.accept(new AgentEvent.ToolResult(id, failed, output));
        String path = files.remove(id);
        if (path != null && !failed) {
            // It does not say whether the file was there before.
            events.accept(new AgentEvent.FileChange(path, AgentEvent.ChangeKind.CHANGED));
        }
    }

    private void result(ObjectNode event, Consumer<AgentEvent> events) {
        endText(events);
        events.accept(new AgentEvent.UsageSoFar(usage(event.path("stats"))));
        JsonNode error = event.path("error");
        if (event.path("status").asText().equals("success")) {
            ending.succeeded();
        } else {
            String message = error.path("message").asText();
            ending.failed(message);
            events.accept(new AgentEvent.Error(message));
        }
    }

    /** {@code input_tokens} holds what came from the cache, {@code input} does not. */
    private static RunMethod.Usage usage(JsonNode stats) {
        return new RunMethod.Usage(
                number(stats.path("input")),
                number(stats.path("output_tokens")),
                number(stats.path("cached")),
                Optional.empty(),
                mainModel(stats.path("models")));
    }

    /** The model that did most: a small one only chooses, where none was named. */
    private static Optional<String> mainModel(JsonNode models) {
        return models.properties().stream()
                .max((one, other) ->
                        Long.compare(
                                one.getValue().path("total_tokens").asLong(),
                                other.getValue().path("total_tokens").asLong()))
                .map(Map.Entry::getKey);
    }

    @Override
    public void errorLine(String line, Consumer<AgentEvent> events) {
        retries.line(line).ifPresent(events);
        ending.errorLine(line);
    }

    @Override
    public ProviderOutcome outcome(int exit) {
        return ending.outcome(exit);
    }
}
