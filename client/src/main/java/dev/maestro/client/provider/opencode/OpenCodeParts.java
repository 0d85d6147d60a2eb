package dev.maestro.client.provider.opencode;

import static dev.maestro.client.agent.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.provider.AgentEvent;
import dev.maestro.protocol.work.RunMethod;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The parts of which OpenCode's messages are made, as events. A part is told anew whenever it
 * changes.
 */
final class OpenCodeParts {

    private final Set<String> told = new HashSet<>();
    private final Set<String> changed = new HashSet<>();
    private long input;
    private long output;
    private long cached;
    private double cost;
    private Optional<String> model = Optional.empty();

    void model(String name) {
        model = Optional.of(name);
    }

    /**
     * @param own whether it is of the run's session, not of one that the agent made for a part of
     *     its work: only the first speaks for the run
     */
    void part(JsonNode part, boolean own, Consumer<AgentEvent> events) {
        switch (part.path("type").asText()) {
            case "text" -> {
                if (own && ends(part)) {
                    events.accept(new AgentEvent.Text(part.path("text").asText()));
                    events.accept(new AgentEvent.TextEnd());
                }
            }
            case "reasoning" -> {
                if (own && ends(part)) {
                    events.accept(new AgentEvent.Thought(part.path("text").asText()));
                }
            }
            case "tool" -> tool(part, events);
            case "step-start" -> changed.clear();
            case "step-finish" -> stepEnds(part, events);
            case "patch" ->
                    part.path("files")
                            .forEach(file ->
                                    change(file.asText(), AgentEvent.ChangeKind.CHANGED, events));
            default -> {}
        }
    }

    private boolean ends(JsonNode part) {
        return part.path("time").has("end")
                && !part.path("text").asText().isEmpty()
                && told.add(part.path("id").asText());
    }

    private void tool(JsonNode part, Consumer<AgentEvent> events) {
        JsonNode state = part.path("state");
        String status = state.path("status").asText();
        String id = part.path("callID").asText();
        boolean failed = status.equals("error");
        boolean ended = failed || status.equals("completed");
        if ((ended || status.equals("running")) && told.add(id)) {
            JsonNode given = state.path("input");
            String summary =
                    text(given.path("command"))
                            .or(() -> text(given.path("filePath")))
                            .or(() -> text(state.path("title")))
                            .or(() -> text(given.path("description")))
                            .orElse("");
            events.accept(
                    new AgentEvent.ToolCall(
                            id, part.path("tool").asText(), summary, given.toString()));
        }
        if (ended && told.add(id + " ended")) {
            String said = state.path(failed ? "error" : "output").asText();
            events.accept(new AgentEvent.ToolResult(id, failed, said));
            if (!failed) {
                written(state, events);
            }
        }
    }

    private void written(JsonNode state, Consumer<AgentEvent> events) {
        JsonNode metadata = state.path("metadata");
        text(metadata.path("filepath"))
                .filter(_ -> metadata.has("exists"))
                .ifPresent(path ->
                        change(
                                path,
                                metadata.path("exists").asBoolean()
                                        ? AgentEvent.ChangeKind.CHANGED
                                        : AgentEvent.ChangeKind.ADDED,
                                events));
    }

    private void change(String path, AgentEvent.ChangeKind kind, Consumer<AgentEvent> events) {
        if (changed.add(path)) {
            events.accept(new AgentEvent.FileChange(path, kind));
        }
    }

    private void stepEnds(JsonNode part, Consumer<AgentEvent> events) {
        if (!told.add(part.path("id").asText())) {
            return;
        }
        JsonNode tokens = part.path("tokens");
        input += tokens.path("input").asLong();
        output += tokens.path("output").asLong() + tokens.path("reasoning").asLong();
        cached += tokens.path("cache").path("read").asLong();
        cost += part.path("cost").asDouble();
        events.accept(
                new AgentEvent.UsageSoFar(
                        new RunMethod.Usage(
                                Optional.of(input),
                                Optional.of(output),
                                Optional.of(cached),
                                cost > 0 ? Optional.of(cost) : Optional.empty(),
                                model)));
    }
}
