package dev.maestro.client.provider.acp;

import static dev.maestro.client.agent.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.provider.AgentEvent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An agent's tools at work. A call is told in pieces, over several updates and the request for
 * permission, in no fixed order, and some agents tell only its end.
 */
final class AcpTools {

    private static final class Tool {
        private String name = "";
        private String kind = "other";
        private String title = "";
        private String input = "";
        private final StringBuilder output = new StringBuilder();
        private final Map<String, AgentEvent.ChangeKind> changes = new LinkedHashMap<>();
        private boolean told;
    }

    private final Map<String, Tool> tools = new HashMap<>();

    /**
     * A piece of a call: {@code tool_call}, {@code tool_call_update}, or what permission is for.
     */
    void update(JsonNode piece, Consumer<AgentEvent> events) {
        String id = piece.path("toolCallId").asText();
        String status = piece.path("status").asText();
        boolean ended = status.equals("completed") || status.equals("failed");
        Tool tool = tools.get(id);
        if (tool == null) {
            if (!ended
                    && piece.path("sessionUpdate").asText().equals("tool_call_update")
                    && !piece.has("title")
                    && !piece.has("kind")) {
                return; // The rest of a call that has ended.
            }
            tool = new Tool();
            tools.put(id, tool);
        }
        learn(tool, piece);
        if (ended || status.equals("in_progress") || tellsInput(piece)) {
            tell(id, tool, events);
        }
        if (ended) {
            tools.remove(id);
            end(id, tool, status.equals("failed"), piece, events);
        }
    }

    /** claude-agent-acp never says that a call is in progress. */
    private static boolean tellsInput(JsonNode piece) {
        return piece.path("sessionUpdate").asText().equals("tool_call_update")
                && piece.path("rawInput").isObject()
                && !piece.path("rawInput").isEmpty();
    }

    /** It asks for permission: then it is a call that a person should see. */
    String asked(JsonNode call, Consumer<AgentEvent> events) {
        update(call, events);
        String id = call.path("toolCallId").asText();
        Tool tool = tools.get(id);
        if (tool == null) {
            return call.path("title").asText();
        }
        tell(id, tool, events);
        return tool.title;
    }

    /** No tool runs any longer. */
    void turnEnded(Consumer<AgentEvent> events) {
        tools.forEach((id, tool) -> {
            if (tool.told) {
                events.accept(new AgentEvent.ToolResult(id, false, tool.output.toString()));
            }
        });
        tools.clear();
    }

    private static void learn(Tool tool, JsonNode piece) {
        text(piece.path("name")).ifPresent(name -> tool.name = name);
        text(piece.path("kind")).ifPresent(kind -> tool.kind = kind);
        text(piece.path("title")).ifPresent(title -> tool.title = title);
        if (piece.path("rawInput").isObject() && !piece.path("rawInput").isEmpty()) {
            tool.input = piece.path("rawInput").toString();
        }
        piece.path("content").forEach(content -> learnChange(tool, content));
        if (tool.changes.isEmpty() && (tool.kind.equals("edit") || tool.kind.equals("delete"))) {
            piece.path("locations")
                    .forEach(place ->
                            tool.changes.put(place.path("path").asText(), ofKind(tool.kind)));
        }
        tool.output.append(piece.path("_meta").path("terminal_output_delta").path("data").asText());
    }

    private static void learnChange(Tool tool, JsonNode content) {
        if (content.path("type").asText().equals("diff")) {
            boolean fresh =
                    content.path("_meta").path("kind").asText().equals("add")
                            || content.path("oldText").isNull();
            tool.changes.put(
                    content.path("path").asText(),
                    fresh ? AgentEvent.ChangeKind.ADDED : ofKind(tool.kind));
        }
    }

    private static AgentEvent.ChangeKind ofKind(String kind) {
        return kind.equals("delete")
                ? AgentEvent.ChangeKind.DELETED
                : AgentEvent.ChangeKind.CHANGED;
    }

    private static void tell(String id, Tool tool, Consumer<AgentEvent> events) {
        if (!tool.told) {
            tool.told = true;
            String name = tool.name.isEmpty() ? tool.kind : tool.name;
            events.accept(new AgentEvent.ToolCall(id, name, tool.title, tool.input));
        }
    }

    private static void end(
            String id, Tool tool, boolean failed, JsonNode piece, Consumer<AgentEvent> events) {
        String output = tool.output + output(piece);
        events.accept(new AgentEvent.ToolResult(id, failed, output));
        if (!failed) {
            tool.changes.forEach(
                    (path, kind) -> events.accept(new AgentEvent.FileChange(path, kind)));
        }
    }

    private static String output(JsonNode piece) {
        StringBuilder output = new StringBuilder();
        for (JsonNode content : piece.path("content")) {
            output.append(content.path("content").path("text").asText());
        }
        if (output.isEmpty()) {
            JsonNode raw = piece.path("rawOutput");
            return text(raw)
                    .or(() -> text(raw.path("output")))
                    .or(() -> text(raw.path("error")))
                    .orElse("");
        }
        return output.toString();
    }
}
