package dev.maestro.protocol.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON-RPC 2.0 as text: https://www.jsonrpc.org/specification. Numeric ids are read as their text.
 */
public final class RpcCodec {

    private static final int LARGEST_BATCH = 50;

    private RpcCodec() {}

    public static String write(RpcMessage message) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
        switch (message) {
            case RpcMessage.Request(String id, String method, JsonNode params) ->
                    node.put("id", id).put("method", method).set("params", params);
            case RpcMessage.Notification(String method, JsonNode params) ->
                    node.put("method", method).set("params", params);
            case RpcMessage.Response(String id, JsonNode result) ->
                    node.put("id", id).set("result", result);
            case RpcMessage.ErrorResponse(String id, RpcError error) -> {
                if (id.isEmpty()) {
                    node.putNull("id");
                } else {
                    node.put("id", id);
                }
                node.set("error", Json.node(error));
            }
        }
        return node.toString();
    }

    /**
     * Reads one message or a batch of up to 50.
     *
     * @throws Refused {@code parse_error} or {@code invalid_request}
     */
    public static List<RpcMessage> read(String text) {
        JsonNode node = Json.tree(text);
        if (!node.isArray()) {
            return List.of(one(node));
        }
        if (node.isEmpty() || node.size() > LARGEST_BATCH) {
            throw new Refused(
                    RefusalCode.INVALID_REQUEST,
                    "a batch holds 1 to %d messages, not %d".formatted(LARGEST_BATCH, node.size()));
        }
        List<RpcMessage> messages = new ArrayList<>();
        node.forEach(each -> messages.add(one(each)));
        return messages;
    }

    private static RpcMessage one(JsonNode node) {
        if (!node.isObject() || !"2.0".equals(node.path("jsonrpc").asText())) {
            throw new Refused(RefusalCode.INVALID_REQUEST, "jsonrpc must be \"2.0\"");
        }
        JsonNode id = node.path("id");
        boolean hasId = id.isTextual() || id.isIntegralNumber();
        if (node.path("method").isTextual()) {
            JsonNode params = node.path("params");
            JsonNode given =
                    params.isMissingNode() ? JsonNodeFactory.instance.objectNode() : params;
            if (!given.isObject() && !given.isArray()) {
                throw new Refused(
                        RefusalCode.INVALID_REQUEST, "params must be an object or an array");
            }
            String method = node.path("method").asText();
            return hasId
                    ? new RpcMessage.Request(id.asText(), method, given)
                    : new RpcMessage.Notification(method, given);
        }
        if (node.has("error")) {
            return new RpcMessage.ErrorResponse(
                    hasId ? id.asText() : "", Json.convert(node.path("error"), RpcError.class));
        }
        if (hasId && node.has("result")) {
            return new RpcMessage.Response(id.asText(), node.path("result"));
        }
        throw new Refused(
                RefusalCode.INVALID_REQUEST, "neither a method, nor a result, nor an error");
    }
}
