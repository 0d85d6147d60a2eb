package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcError;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.StudioMethod;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns Studio's requests into calls, and what comes of them into answers. */
final class StudioRequests {

    private static final Logger LOG = LoggerFactory.getLogger(StudioRequests.class);

    private final StudioCalls calls;
    private final Consumer<String> replaced;

    StudioRequests(StudioCalls calls, Consumer<String> replaced) {
        this.calls = calls;
        this.replaced = replaced;
    }

    /** An empty receipt, or an error as JSON-RPC and the contract say. */
    RpcMessage answer(RpcMessage.Request request) {
        try {
            call(request.method(), request.params());
            return new RpcMessage.Response(request.id(), JsonNodeFactory.instance.objectNode());
        } catch (Refused refused) {
            return new RpcMessage.ErrorResponse(request.id(), RpcError.of(refused));
        } catch (RuntimeException fault) {
            String incident = UUID.randomUUID().toString();
            LOG.error("incident {}: {} failed", incident, request.method(), fault);
            return new RpcMessage.ErrorResponse(
                    request.id(),
                    RpcError.of(
                            new Refused(
                                    RefusalCode.INTERNAL,
                                    "the client failed; its log has incident " + incident,
                                    Map.of("incident", incident))));
        }
    }

    private void call(String method, JsonNode params) {
        switch (method) {
            case MethodName.RUN_DISPATCH ->
                    calls.dispatch(Json.convert(params, StudioMethod.Dispatch.class));
            case MethodName.RUN_CANCEL -> {
                var cancel = Json.convert(params, StudioMethod.Cancel.class);
                calls.cancel(cancel.run(), cancel.fence(), cancel.reason());
            }
            case MethodName.RUN_STEER -> {
                var steer = Json.convert(params, StudioMethod.Steer.class);
                calls.steer(steer.run(), steer.text(), steer.directive());
            }
            case MethodName.RUN_ANSWER -> {
                var answer = Json.convert(params, StudioMethod.Answer.class);
                calls.answer(answer.run(), answer.question(), answer.answer());
            }
            case MethodName.SESSION_DRAIN -> calls.drain();
            case MethodName.SESSION_REPLACED ->
                    replaced.accept(Json.convert(params, StudioMethod.Replaced.class).reason());
            default ->
                    throw new Refused(
                            RefusalCode.METHOD_NOT_FOUND,
                            "this client has no method %s".formatted(method));
        }
    }
}
