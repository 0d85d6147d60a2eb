package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON-RPC on one session's channel, both ways: answers find their requests here, Studio's requests
 * go to {@code requests} in order. Any thread may ask.
 */
final class Conversation {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** A frame that no hub takes would come back with every reconnect. */
    private static final int LARGEST_MESSAGE = 512 * 1024;

    private final Consumer<String> send;
    private final Function<RpcMessage.Request, RpcMessage> requests;
    private final Consumer<RpcMessage.Notification> news;
    private final Executor inOrder;
    private final Duration patience;
    private final AtomicLong lastId = new AtomicLong();
    private final Map<String, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();

    Conversation(
            Consumer<String> send,
            Function<RpcMessage.Request, RpcMessage> requests,
            Consumer<RpcMessage.Notification> news,
            Executor inOrder,
            Duration patience) {
        this.send = send;
        this.requests = requests;
        this.news = news;
        this.inOrder = inOrder;
        this.patience = patience;
    }

    /**
     * The answer, or its refusal as {@link Refused}, {@link LinkLost}, or a {@link
     * java.util.concurrent.TimeoutException}.
     */
    CompletableFuture<JsonNode> ask(String method, Object params) {
        String id = Long.toString(lastId.incrementAndGet());
        String text = RpcCodec.write(new RpcMessage.Request(id, method, Json.node(params)));
        if (text.length() > LARGEST_MESSAGE) {
            return CompletableFuture.failedFuture(
                    new Refused(
                            RefusalCode.TOO_LARGE,
                            "%s has %d characters".formatted(method, text.length()),
                            Map.of("limit", LARGEST_MESSAGE)));
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(id, answer);
        send.accept(text);
        return answer.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> open.remove(id));
    }

    /** Takes what Studio sent; never throws and never waits. */
    void receive(String text) {
        try {
            RpcCodec.read(text).forEach(this::receive);
        } catch (Refused unreadable) {
            LOG.warn("Studio sent what is no JSON-RPC: {}", unreadable.getMessage());
        }
    }

    private void receive(RpcMessage message) {
        switch (message) {
            case RpcMessage.Response(String id, JsonNode result) -> answered(id).complete(result);
            case RpcMessage.ErrorResponse(String id, var error) ->
                    answered(id).completeExceptionally(error.refused());
            case RpcMessage.Request request ->
                    inOrder.execute(() -> send.accept(RpcCodec.write(requests.apply(request))));
            case RpcMessage.Notification notification ->
                    inOrder.execute(() -> news.accept(notification));
        }
    }

    /** An answer nobody waits for any more goes nowhere. */
    private CompletableFuture<JsonNode> answered(String id) {
        CompletableFuture<JsonNode> waiting = open.get(id);
        return waiting == null ? new CompletableFuture<>() : waiting;
    }

    /** Nothing more will come: all that wait are told. */
    void over(Ending ending) {
        open.values().forEach(answer -> answer.completeExceptionally(new LinkLost(ending)));
    }
}
