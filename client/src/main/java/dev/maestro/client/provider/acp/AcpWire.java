package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;

/** Messages to the agent, as lines. Ids of our own requests are numbers; its own are given back. */
final class AcpWire {

    static final int UNKNOWN_METHOD = -32601;

    private AcpWire() {}

    static String request(long id, String method, ObjectNode params) {
        ObjectNode message = message();
        message.put("id", id).put("method", method).set("params", params);
        return message.toString();
    }

    static String result(JsonNode id, ObjectNode result) {
        ObjectNode message = message();
        message.set("id", id);
        message.set("result", result);
        return message.toString();
    }

    static String refusal(JsonNode id, String why) {
        ObjectNode message = message();
        message.set("id", id);
        message.putObject("error").put("code", UNKNOWN_METHOD).put("message", why);
        return message.toString();
    }

    /** The parameters of a request about a session. */
    static ObjectNode session(String session) {
        return JsonLine.object().put("sessionId", session);
    }

    /** What a person says. */
    static ObjectNode prompt(String session, String text) {
        ObjectNode params = session(session);
        params.putArray("prompt").addObject().put("type", "text").put("text", text);
        return params;
    }

    private static ObjectNode message() {
        return JsonLine.object().put("jsonrpc", "2.0");
    }
}
