package dev.maestro.protocol.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** JSON-RPC 2.0 as text: https://www.jsonrpc.org/specification. Ids are strings. */
public final class RpcCodec {

    public static final int LARGEST_BATCH = 50;

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

    /** The answer to a batch. */
    public static String write(List<RpcMessage> batch) {
        return batch.stream().map(RpcCodec::write).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Reads one message or a batch of up to 50.
     *
     * @throws Refused {@code parse_error} or {@code invalid_request}
     */
    public static List<RpcMessage> read(String text) {
        Heard heard = hear(text);
        if (!heard.errors().isEmpty()) {
            throw heard.errors().getFirst().error().refused();
        }
        return heard.messages();
    }

    /**
     * As {@link #read}; messages that are none are answered one by one, as the rules of batches
     * demand, and do not keep the others from being heard.
     *
     * @throws Refused {@code parse_error} for what is not JSON, {@code invalid_request} for a batch
     *     of none or too many
     */
    public static Heard hear(String text) {
        JsonNode node = Json.tree(text);
        if (node.isArray() && (node.isEmpty() || node.size() > LARGEST_BATCH)) {
            throw new Refused(
                    RefusalCode.INVALID_REQUEST,
                    "a batch holds 1 to %d messages, not %d".formatted(LARGEST_BATCH, node.size()));
        }
        List<RpcMessage> messages = new ArrayList<>();
        List<RpcMessage.ErrorResponse> errors = new ArrayList<>();
        for (JsonNode each : node.isArray() ? node : List.of(node)) {
            try {
                messages.add(one(each));
            } catch (Refused invalid) {
                JsonNode id = each.path("id");
                errors.add(
                        new RpcMessage.ErrorResponse(
                                id.isTextual() ? id.textValue() : "", RpcError.of(invalid)));
            }
        }
        return new Heard(node.isArray(), messages, errors);
    }

    private static RpcMessage one(JsonNode node) {
        if (!node.isObject() || !"2.0".equals(node.path("jsonrpc").textValue())) {
            throw invalid("a message is an object, and jsonrpc is \"2.0\"");
        }
        JsonNode id = node.path("id");
        if (node.has("method")) {
            return call(node, id);
        }
        if (node.has("error")) {
            return new RpcMessage.ErrorResponse(
                    id.isTextual() ? id.textValue() : "",
                    Json.convert(node.path("error"), RpcError.class));
        }
        if (id.isTextual() && node.has("result")) {
            return new RpcMessage.Response(id.textValue(), node.path("result"));
        }
        throw invalid("neither a method, nor a result, nor an error");
    }

    private static RpcMessage call(JsonNode node, JsonNode id) {
        if (!node.path("method").isTextual()) {
            throw invalid("method must be a string");
        }
        if (!id.isMissingNode() && (!id.isTextual() || id.textValue().isEmpty())) {
            throw invalid("an id is a string with something in it");
        }
        JsonNode params =
                node.has("params") ? node.path("params") : JsonNodeFactory.instance.objectNode();
        if (!params.isObject() && !params.isArray()) {
            throw invalid("params must be an object");
        }
        String method = node.path("method").textValue();
        return id.isMissingNode()
                ? new RpcMessage.Notification(method, params)
                : new RpcMessage.Request(id.textValue(), method, params);
    }

    private static Refused invalid(String sentence) {
        return new Refused(RefusalCode.INVALID_REQUEST, sentence);
    }
}
