package dev.maestro.client.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.ToolSummary;
import dev.maestro.client.provider.AgentEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the messages between Claude Code and its model. */
final class ClaudeMessages {

    private static final Set<String> EDITORS = Set.of("Write", "Edit", "MultiEdit", "NotebookEdit");

    private final Map<String, String> edits = new HashMap<>();
    private final Set<String> denied = new HashSet<>();

    void assistant(JsonNode event, Consumer<AgentEvent> events) {
        // The model of an error line is no model: the line is Claude Code's own.
        boolean error = event.has("error") || event.path("is_api_error_message").asBoolean();
        boolean main = event.path("parent_tool_use_id").asText("").isEmpty();
        for (JsonNode block : event.path("message").path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> text(block.path("text").asText(), error, main, events);
                case "thinking" ->
                        events.accept(new AgentEvent.Thought(block.path("thinking").asText()));
                case "tool_use" -> tool(block, events);
                default -> {}
            }
        }
    }

    /** What a helper of the agent says is not the agent's word: it may hold no verdict. */
    private static void text(
            String text, boolean error, boolean main, Consumer<AgentEvent> events) {
        if (error) {
            return; // The result says it again.
        }
        if (main) {
            events.accept(new AgentEvent.Text(text));
            events.accept(new AgentEvent.TextEnd());
        } else {
            events.accept(new AgentEvent.Thought(text));
        }
    }

    private void tool(JsonNode block, Consumer<AgentEvent> events) {
        JsonNode input = block.path("input");
        String id = block.path("id").asText();
        String name = block.path("name").asText();
        if (EDITORS.contains(name)) {
            JsonLine.text(input.path("file_path"))
                    .or(() -> JsonLine.text(input.path("notebook_path")))
                    .ifPresent(path -> edits.put(id, path));
        }
        events.accept(new AgentEvent.ToolCall(id, name, ToolSummary.of(input), input.toString()));
    }

    void user(JsonNode event, Consumer<AgentEvent> events) {
        for (JsonNode block : event.path("message").path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                result(block, event.path("tool_use_result"), events);
            }
        }
    }

    private void result(JsonNode block, JsonNode outcome, Consumer<AgentEvent> events) {
        String id = block.path("tool_use_id").asText();
        boolean failed = block.path("is_error").asBoolean();
        events.accept(new AgentEvent.ToolResult(id, failed, content(block.path("content"))));
        Optional<String> edited = Optional.ofNullable(edits.remove(id));
        if (!failed) {
            boolean added = outcome.path("type").asText().equals("create");
            edited.ifPresent(path ->
                    events.accept(
                            new AgentEvent.FileChange(
                                    path,
                                    added
                                            ? AgentEvent.ChangeKind.ADDED
                                            : AgentEvent.ChangeKind.CHANGED)));
        }
    }

    private static String content(JsonNode content) {
        return content.isTextual()
                ? content.asText()
                : StreamSupport.stream(content.spliterator(), false)
                        .map(part ->
                                JsonLine.text(part.path("text"))
                                        .orElseGet(() -> "[" + part.path("type").asText() + "]"))
                        .collect(Collectors.joining("\n"));
    }

    void denied(JsonNode event, Consumer<AgentEvent> events) {
        denied(
                event.path("tool_use_id").asText(),
                event.path("tool_name").asText(),
                event.path("message").asText(),
                events);
    }

    /** Each denial is told once, whichever event comes first. */
    void denied(String id, String tool, String why, Consumer<AgentEvent> events) {
        if (denied.add(id)) {
            events.accept(new AgentEvent.Denied(tool, why));
        }
    }

    void denials(JsonNode denials, Consumer<AgentEvent> events) {
        for (JsonNode denial : denials) {
            denied(
                    denial.path("tool_use_id").asText(),
                    denial.path("tool_name").asText(),
                    ToolSummary.of(denial.path("tool_input")),
                    events);
        }
    }
}
