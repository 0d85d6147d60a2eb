package dev.maestro.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.protocol.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the exam. Used by one thread; frames come in the background. Pings of the
 * protocol and subscription counts are kept apart: a server may send them at any moment.
 */
public final class Peer implements AutoCloseable {

    private static final String PING = "{\"event\":\"pusher:ping\",\"data\":{}}";

    private final Duration patience;
    private final Optional<Credentials> app;
    private final Ear ear;
    private @Nullable WebSocket socket;
    private String socketId = "";

    Peer(Optional<Credentials> app, Duration patience, IntConsumer closings) {
        this.app = app;
        this.patience = patience;
        this.ear = new Ear(patience, closings);
    }

    /** Opens the WebSocket and expects nothing yet. */
    Peer open(HttpClient http, URI address) {
        try {
            socket =
                    http.newWebSocketBuilder()
                            .connectTimeout(patience)
                            .buildAsync(address, ear)
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return this;
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Deviation(
                        "the upgrade was answered with HTTP " + refused.getResponse().statusCode());
            }
            throw new Deviation("no connection to " + address + ": " + broken.getCause());
        } catch (TimeoutException late) {
            throw new Deviation("no answer to the upgrade within " + patience.toSeconds() + " s");
        } catch (InterruptedException stopped) {
            throw Ear.interrupted();
        }
    }

    /** Expects the greeting. */
    Peer greeted() {
        Frame greeting = next().is("pusher:connection_established");
        socketId = greeting.inside().path("socket_id").asText();
        return this;
    }

    public String socketId() {
        return socketId;
    }

    // Saying.

    public Peer say(String text) {
        return sent(socket().sendText(text, true));
    }

    public Peer say(Map<String, ?> frame) {
        return say(Json.write(frame));
    }

    /** Says it to a server that may hang up meanwhile. */
    public Peer sayWhateverComes(String text) {
        socket().sendText(text, true).exceptionally(_ -> socket());
        return this;
    }

    /** One message in pieces. */
    public Peer sayInPieces(String... pieces) {
        for (int piece = 0; piece < pieces.length; piece++) {
            sent(socket().sendText(pieces[piece], piece == pieces.length - 1));
        }
        return this;
    }

    public Peer sayBinary(byte[] bytes) {
        return sent(socket().sendBinary(ByteBuffer.wrap(bytes), true));
    }

    public Peer event(String event, String channel, @Nullable Object data) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("event", event);
        if (data != null) {
            frame.put("data", data);
        }
        frame.put("channel", channel);
        return say(frame);
    }

    /** Asks to enter, with a right signature where the channel wants one. */
    public Peer subscribe(String channel, String channelData) {
        boolean closedToStrangers =
                channel.startsWith("private-") || channel.startsWith("presence-");
        return subscribe(channel, channelData, closedToStrangers ? auth(channel, channelData) : "");
    }

    public Peer subscribe(String channel, String channelData, String auth) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("auth", auth);
        data.put("channel", channel);
        if (!channelData.isEmpty()) {
            data.put("channel_data", channelData);
        }
        return say(Map.of("event", "pusher:subscribe", "data", data));
    }

    public String auth(String channel, String channelData) {
        return Signatures.channel(credentials(), socketId, channel, channelData);
    }

    public Peer unsubscribe(String channel) {
        return say(Map.of("event", "pusher:unsubscribe", "data", Map.of("channel", channel)));
    }

    public Peer signIn(String userData) {
        return signIn(userData, Signatures.user(credentials(), socketId, userData));
    }

    public Peer signIn(String userData, String auth) {
        return say(
                Map.of(
                        "event",
                        "pusher:signin",
                        "data",
                        Map.of("auth", auth, "user_data", userData)));
    }

    public Peer ping(String payload) {
        return sent(socket().sendPing(ByteBuffer.wrap(payload.getBytes(UTF_8))));
    }

    // Hearing.

    /** Enters and expects to be let in. */
    public Frame enter(String channel) {
        return enter(channel, "");
    }

    public Frame enter(String channel, String channelData) {
        return subscribe(channel, channelData).entered(channel);
    }

    public Frame entered(String channel) {
        return next().is("pusher_internal:subscription_succeeded").on(channel);
    }

    public Frame next() {
        return ear.frame();
    }

    public Frame nextCount() {
        return ear.count();
    }

    public boolean countCame() {
        return ear.countCame();
    }

    /** The payload of the next WebSocket pong. */
    public String pong() {
        return ear.pong();
    }

    /** All that came until now: a ping is answered behind what was said before. */
    public List<Frame> sofar() {
        say(PING);
        List<Frame> before = new ArrayList<>();
        Frame frame = next();
        while (!frame.event().equals("pusher:pong")) {
            before.add(frame);
            frame = next();
        }
        return before;
    }

    /** Proves that nothing came, and that the socket still works. */
    public Peer quiet() {
        List<Frame> before = sofar();
        Deviation.unless(before.isEmpty(), "expected nothing, came %s", before);
        return this;
    }

    /** Expects a refusal that leaves the socket open, and returns it. */
    public Frame refusal() {
        Frame first = next();
        Deviation.unless(first.isError(), "expected a refusal, came %s", first);
        first.error();
        for (Frame more : sofar()) {
            Deviation.unless(more.isError(), "after the refusal %s came %s", first, more);
        }
        return first;
    }

    /** Waits for the server's close frame, whatever is said before it. */
    public Closing closing() {
        return ear.closing();
    }

    /** Reads no more: what the server sends stays in its own hands. */
    public Peer stalls() {
        ear.stall();
        return this;
    }

    /** Goes without a word. */
    public void vanish() {
        socket().abort();
    }

    @Override
    public void close() {
        ear.leave();
        WebSocket open = socket;
        if (open != null) {
            open.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> open);
        }
    }

    private Peer sent(CompletableFuture<WebSocket> sending) {
        try {
            sending.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
            return this;
        } catch (CompletionException broken) {
            throw new Deviation("the server does not take what is sent: " + broken.getCause());
        }
    }

    private Credentials credentials() {
        return app.orElseThrow(() -> new NotExamined("needs --app ID:KEY:SECRET"));
    }

    private WebSocket socket() {
        WebSocket open = socket;
        if (open == null) {
            throw new IllegalStateException("not open");
        }
        return open;
    }
}
