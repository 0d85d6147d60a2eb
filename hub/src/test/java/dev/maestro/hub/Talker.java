package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.pusher.SocketId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client over the JDK's own WebSocket: says exact texts, and hands out what it was told in order.
 */
final class Talker implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern GREETING =
            Pattern.compile(
                    "\\{\"event\":\"pusher:connection_established\",\"data\":\"\\{\\\\\"socket_id\\\\\":\\\\\"(\\d+\\.\\d+)\\\\\",\\\\\"activity_timeout\\\\\":30}\"}");

    private final Ear ear = new Ear();
    private final WebSocket socket;
    private Optional<SocketId> id = Optional.empty();

    private Talker(String url) {
        socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(url), ear).join();
    }

    static Talker connect(int port, String address) {
        return new Talker("ws://127.0.0.1:" + port + address);
    }

    /** Expects the greeting, and remembers the socket's name from it. */
    Talker greeted() {
        String greeting = hears();
        Matcher matcher = GREETING.matcher(greeting);
        assertThat(matcher.matches()).as(greeting).isTrue();
        id = SocketId.parse(matcher.group(1));
        return this;
    }

    SocketId id() {
        return id.orElseThrow();
    }

    Talker says(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    Talker subscribes(String channel) {
        return says(
                "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"\",\"channel\":\"%s\"}}"
                        .formatted(channel));
    }

    Talker subscribes(String channel, String auth) {
        return says(
                "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"%s\",\"channel\":\"%s\"}}"
                        .formatted(auth, channel));
    }

    /** Subscribes and waits until the server says so. */
    Talker on(String channel, String auth) {
        subscribes(channel, auth);
        assertThat(hears())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:subscription_succeeded\",\"data\":\"{}\",\"channel\":\"%s\"}"
                                .formatted(channel));
        return this;
    }

    Talker on(String channel) {
        return on(channel, "");
    }

    /** The next text, however long it takes to come. */
    String hears() {
        try {
            String next = ear.texts.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Proves that nothing came before: a ping is answered behind all that was queued earlier. */
    void hearsNothingElse() {
        says("{\"event\":\"pusher:ping\",\"data\":{}}");
        assertThat(hears()).isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
    }

    /** The close frame's code and reason. */
    String isClosedWith() {
        return ear.closed.orTimeout(30, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket).join();
    }

    private static final class Ear implements WebSocket.Listener {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public @org.jspecify.annotations.Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                texts.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @org.jspecify.annotations.Nullable CompletionStage<?> onClose(
                WebSocket socket, int code, String reason) {
            closed.complete(code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.complete("broken: " + error);
        }
    }
}
