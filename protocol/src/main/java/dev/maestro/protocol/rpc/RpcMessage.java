package dev.maestro.protocol.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/** One message of JSON-RPC 2.0. {@link RpcCodec} writes and reads it. */
public sealed interface RpcMessage {

    /** Asks for an answer with the same id. */
    record Request(String id, String method, JsonNode params) implements RpcMessage {}

    /** Wants no answer. */
    record Notification(String method, JsonNode params) implements RpcMessage {}

    /** The answer to the request with this id. */
    record Response(String id, JsonNode result) implements RpcMessage {}

    /** The refusal of the request with this id; the id is empty when it could not be read. */
    record ErrorResponse(String id, RpcError error) implements RpcMessage {}
}
