package dev.maestro.client.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;

/** What is written to Claude Code, a JSON line each. */
final class ClaudeSays {

    private ClaudeSays() {}

    static String user(String text) {
        ObjectNode line = JsonLine.object().put("type", "user");
        line.putObject("message")
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", text);
        return line.toString();
    }

    static String allowed(String request, JsonNode input) {
        ObjectNode answer = JsonLine.object().put("behavior", "allow");
        answer.set("updatedInput", input);
        return success(request, answer);
    }

    static String denied(String request, String why) {
        return success(
                request,
                JsonLine.object()
                        .put("behavior", "deny")
                        .put("message", why)
                        .put("interrupt", false));
    }

    static String refusal(String request, String why) {
        ObjectNode line = JsonLine.object().put("type", "control_response");
        line.putObject("response")
                .put("subtype", "error")
                .put("request_id", request)
                .put("error", why);
        return line.toString();
    }

    private static String success(String request, ObjectNode answer) {
        ObjectNode line = JsonLine.object().put("type", "control_response");
        line.putObject("response")
                .put("subtype", "success")
                .put("request_id", request)
                .set("response", answer);
        return line.toString();
    }
}
