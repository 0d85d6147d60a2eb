package dev.maestro.protocol.rpc;

import java.util.List;

/**
 * What a text of JSON-RPC holds.
 *
 * @param batch whether the answers go back together, in one array
 * @param errors the answers to what was no message
 */
public record Heard(
        boolean batch, List<RpcMessage> messages, List<RpcMessage.ErrorResponse> errors) {

    public Heard {
        messages = List.copyOf(messages);
        errors = List.copyOf(errors);
    }
}
