package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.ToolSummary;
import dev.maestro.client.provider.AgentEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads what happens within a turn: messages, commands, changed files, other tools. */
final class CodexItems {

    private static final Set<String> NO_TOOLS =
            Set.of(
                    "userMessage",
                    "agentMessage",
                    "reasoning",
                    "plan",
                    "contextCompaction",
                    "enteredReviewMode",
                    "exitedReviewMode",
                    "hookPrompt");

    private final Set<String> spoken = new HashSet<>();

    void note(String method, JsonNode params, Consumer<AgentEvent> events) {
        switch (method) {
            case "item/started" -> started(params.path("item"), events);
            case "item/completed" -> completed(params.path("item"), events);
            case "item/agentMessage/delta" -> {
                spoken.add(params.path("itemId").asText());
                events.accept(new AgentEvent.Text(params.path("delta").asText()));
            }
            case "item/reasoning/summaryTextDelta", "item/reasoning/textDelta" ->
                    events.accept(new AgentEvent.Thought(params.path("delta").asText()));
            case "warning" -> events.accept(new AgentEvent.Note(params.path("message").asText()));
            default -> {}
        }
    }

    private static void started(JsonNode item, Consumer<AgentEvent> events) {
        String type = item.path("type").asText();
        if (NO_TOOLS.contains(type)) {
            return;
        }
        String id = item.path("id").asText();
        events.accept(
                switch (type) {
                    case "commandExecution" -> {
                        String command = command(item);
                        yield new AgentEvent.ToolCall(
                                id, "shell", ToolSummary.line(command), command);
                    }
                    case "fileChange" ->
                            new AgentEvent.ToolCall(
                                    id, "edit", paths(item), item.path("changes").toString());
                    default ->
                            new AgentEvent.ToolCall(
                                    id,
                                    JsonLine.text(item.path("tool")).orElse(type),
                                    ToolSummary.of(item.path("arguments")),
                                    item.path("arguments").toString());
                });
    }

    private void completed(JsonNode item, Consumer<AgentEvent> events) {
        String id = item.path("id").asText();
        String status = item.path("status").asText();
        boolean failed = status.equals("failed") || status.equals("declined");
        switch (item.path("type").asText()) {
            case "agentMessage" -> {
                if (!spoken.remove(id)) {
                    events.accept(new AgentEvent.Text(item.path("text").asText()));
                }
                events.accept(new AgentEvent.TextEnd());
            }
            case "commandExecution" ->
                    events.accept(
                            new AgentEvent.ToolResult(
                                    id,
                                    failed || item.path("exitCode").asInt() != 0,
                                    JsonLine.text(item.path("aggregatedOutput")).orElse("")));
            case "fileChange" -> {
                events.accept(new AgentEvent.ToolResult(id, failed, ""));
                if (!failed) {
                    item.path("changes").forEach(change -> changed(change, events));
                }
            }
            default -> {
                if (!NO_TOOLS.contains(item.path("type").asText())) {
                    events.accept(
                            new AgentEvent.ToolResult(
                                    id, failed || item.path("error").isObject(), result(item)));
                }
            }
        }
    }

    private static String result(JsonNode item) {
        JsonNode result = item.has("error") ? item.path("error") : item.path("result");
        return result.isMissingNode() || result.isNull() ? "" : result.toString();
    }

    private static void changed(JsonNode change, Consumer<AgentEvent> events) {
        JsonNode kind = change.path("kind");
        String word = kind.isObject() ? kind.path("type").asText() : kind.asText();
        events.accept(
                new AgentEvent.FileChange(
                        change.path("path").asText(),
                        switch (word) {
                            case "add" -> AgentEvent.ChangeKind.ADDED;
                            case "delete" -> AgentEvent.ChangeKind.DELETED;
                            default -> AgentEvent.ChangeKind.CHANGED;
                        }));
    }

    private static String paths(JsonNode item) {
        return StreamSupport.stream(item.path("changes").spliterator(), false)
                .map(change -> change.path("path").asText())
                .collect(Collectors.joining(", "));
    }

    /** Without the shell around it, where Codex tells it so. */
    static String command(JsonNode item) {
        return JsonLine.text(item.path("commandActions").path(0).path("command"))
                .filter(one -> item.path("commandActions").size() == 1)
                .orElseGet(() -> item.path("command").asText());
    }
}
