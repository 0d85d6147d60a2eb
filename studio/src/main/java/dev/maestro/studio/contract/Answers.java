package dev.maestro.studio.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.rpc.Heard;
import dev.maestro.protocol.rpc.RpcError;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.platform.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers to what a session says, by the rules of JSON-RPC: one to each request, none to a
 * notification, an error to what is neither. Refusals are translated here; faults are logged here,
 * once, and told by their incident. Any thread may use it.
 */
final class Answers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    /** Where calls lead. */
    @FunctionalInterface
    interface Door {
        Object call(SessionId session, Optional<SocketId> from, String method, JsonNode params);
    }

    private final Door door;
    private final BiPredicate<SessionId, UUID> holds;
    private final RunLines lines = new RunLines();

    /**
     * @param holds whether the session holds the run, so that its completion is worth proving
     */
    Answers(Door door, BiPredicate<SessionId, UUID> holds) {
        this.door = door;
        this.holds = holds;
    }

    /**
     * Complete when the last answer is there.
     *
     * @param from empty for who has no socket
     */
    CompletableFuture<List<RpcMessage>> to(
            SessionId session, Optional<SocketId> from, Heard heard) {
        List<CompletableFuture<Optional<RpcMessage>>> coming = new ArrayList<>();
        for (RpcMessage message : heard.messages()) {
            coming.add(to(session, from, message));
        }
        return CompletableFuture.allOf(coming.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    List<RpcMessage> all = new ArrayList<>(heard.errors());
                    coming.forEach(answer -> answer.join().ifPresent(all::add));
                    return all;
                });
    }

    private CompletableFuture<Optional<RpcMessage>> to(
            SessionId session, Optional<SocketId> from, RpcMessage message) {
        return switch (message) {
            case RpcMessage.Request(String id, String method, JsonNode params) ->
                    inTurn(session, from, method, params, id).thenApply(Optional::of);
            case RpcMessage.Notification(String method, JsonNode params) ->
                    inTurn(session, from, method, params, "").thenApply(_ -> Optional.empty());
            case RpcMessage.Response _ -> {
                LOG.trace("session {} has received", session);
                yield CompletableFuture.completedFuture(Optional.empty());
            }
            case RpcMessage.ErrorResponse(String id, RpcError error) -> {
                LOG.info("session {} refuses request {}: {}", session, id, error);
                yield CompletableFuture.completedFuture(Optional.empty());
            }
        };
    }

    private CompletableFuture<RpcMessage> inTurn(
            SessionId session, Optional<SocketId> from, String method, JsonNode params, String id) {
        Optional<UUID> run = run(method, params);
        if (run.isEmpty()) {
            return CompletableFuture.completedFuture(answer(session, from, method, params, id));
        }
        try {
            return lines.call(
                            session,
                            run.get(),
                            method.equals(MethodName.RUN_COMPLETE)
                                    && holds.test(session, run.get()),
                            () -> answer(session, from, method, params, id))
                    .exceptionally(fault -> faulted(method, id, fault));
        } catch (Refused tooMany) {
            return CompletableFuture.completedFuture(refused(session, method, id, tooMany));
        }
    }

    private RpcMessage answer(
            SessionId session, Optional<SocketId> from, String method, JsonNode params, String id) {
        try {
            return new RpcMessage.Response(id, Json.node(door.call(session, from, method, params)));
        } catch (Refused refused) {
            return refused(session, method, id, refused);
        } catch (RuntimeException fault) {
            return faulted(method, id, fault);
        }
    }

    /** Logged once; who waits for an answer gets one, or they wait for ever. */
    static RpcMessage faulted(String during, String id, Throwable fault) {
        Incident incident = Incident.log(LOG, "in " + during, fault);
        return new RpcMessage.ErrorResponse(
                id,
                RpcError.of(
                        new Refused(
                                RefusalCode.INTERNAL,
                                "an error of ours; it is known as incident " + incident.id(),
                                Map.of("incident", incident.id()))));
    }

    private static RpcMessage refused(
            SessionId session, String method, String id, Refused refused) {
        LOG.info(
                "session {} {} refused: {} {}",
                session,
                method,
                refused.code().wireName(),
                refused.getMessage());
        return new RpcMessage.ErrorResponse(id, RpcError.of(refused));
    }

    /** The run that the call is about, if any. */
    private static Optional<UUID> run(String method, JsonNode params) {
        try {
            return method.startsWith("run.") && params.path("run").isTextual()
                    ? Optional.of(UUID.fromString(params.path("run").textValue()))
                    : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
