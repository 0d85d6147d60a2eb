package dev.maestro.studio.contract;

import static dev.maestro.testkit.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Somebody on a socket who knows the contract from its documents only. */
final class Peer implements WebSocket.Listener, AutoCloseable {

    /** A frame, with what its data string holds. */
    record Frame(String event, String channel, JsonNode data) {}

    private final List<Frame> frames = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();
    private volatile boolean reading = true;
    private final WebSocket socket;

    private Peer(URI site, String key) {
        URI address =
                URI.create(
                        "ws://%s:%d/app/%s?protocol=7&client=test&version=1"
                                .formatted(site.getHost(), site.getPort(), key));
        socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this).join();
    }

    static Peer connect(URI site, String key) {
        return new Peer(site, key);
    }

    String socketId() {
        return await(frame -> frame.event().equals("pusher:connection_established"))
                .data()
                .path("socket_id")
                .asText();
    }

    void subscribe(String channel, String auth, Optional<String> channelData) {
        Map<String, String> data =
                channelData
                        .map(text -> Map.of("channel", channel, "auth", auth, "channel_data", text))
                        .orElse(Map.of("channel", channel, "auth", auth));
        send(Json.write(Map.of("event", "pusher:subscribe", "data", data)));
    }

    Frame entered(String channel) {
        return await(frame ->
                frame.event().equals("pusher_internal:subscription_succeeded")
                        && frame.channel().equals(channel));
    }

    Frame refused(String channel) {
        return await(frame ->
                frame.event().equals("pusher:subscription_error")
                        && frame.channel().equals(channel));
    }

    /** The answer to a call on the session's channel. */
    JsonNode call(String channel, String method, Object params) {
        String id = "call-" + lastId.incrementAndGet();
        say(
                channel,
                Json.write(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params)));
        return rpc(message -> message.path("id").asText().equals(id) && !message.has("method"));
    }

    /** Says a text on the session's channel, whatever it is. */
    void say(String channel, String text) {
        send(Json.write(Map.of("event", "client-rpc", "channel", channel, "data", text)));
    }

    /** A message of JSON-RPC that came, or comes. */
    JsonNode rpc(Predicate<JsonNode> wanted) {
        return await(frame -> frame.event().equals("rpc") && wanted.test(frame.data())).data();
    }

    List<Frame> frames() {
        return frames;
    }

    Frame await(Predicate<Frame> wanted) {
        return eventually(() -> frames.stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** The code with which the other side ended it. */
    int closeCode() {
        return eventually(() -> closed.getNow(-1), code -> code >= 0);
    }

    boolean isClosed() {
        return closed.isDone();
    }

    void stopReading() {
        reading = false;
    }

    void readAgain() {
        reading = true;
        socket.request(1);
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
        part.append(text);
        if (last) {
            frames.add(read(part.toString()));
            part.setLength(0);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable fault) {
        closed.complete(1006);
    }

    private static Frame read(String text) {
        JsonNode frame = Json.tree(text);
        JsonNode data = frame.path("data");
        return new Frame(
                frame.path("event").asText(),
                frame.path("channel").asText(),
                data.isTextual() ? json(data.textValue()) : data);
    }

    private static JsonNode json(String text) {
        return Json.tree(text.isEmpty() ? "{}" : text);
    }

    void hangUp() {
        socket.abort();
    }

    @Override
    public void close() {
        hangUp();
    }
}
