package dev.maestro.client.link;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Text frames over one WebSocket. Frames come in one after another; sending never waits and may be
 * done by any thread: the library takes one frame at a time, so each is chained to the one before.
 */
final class PusherSocket implements WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ABNORMAL = 1006;

    private final Consumer<String> frames;
    private final Runnable signOfLife;
    private final CompletableFuture<Ending> ended = new CompletableFuture<>();
    private final StringBuilder unfinished = new StringBuilder();
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;

    /**
     * @param signOfLife called for whatever comes in, control frames included
     */
    PusherSocket(Consumer<String> frames, Runnable signOfLife) {
        this.frames = frames;
        this.signOfLife = signOfLife;
    }

    /** Completes when the WebSocket is open; fails when it could not be. */
    CompletableFuture<WebSocket> open(HttpClient http, URI address) {
        return http.newWebSocketBuilder().connectTimeout(PATIENCE).buildAsync(address, this);
    }

    CompletableFuture<Ending> ended() {
        return ended;
    }

    synchronized void send(String text) {
        WebSocket open = socket;
        if (open == null || ended.isDone()) {
            return;
        }
        lastSend =
                lastSend.thenCompose(_ -> open.sendText(text, true))
                        .whenComplete((_, broken) -> brokenBy(broken));
    }

    /** Says goodbye to the peer and does not wait for its answer. */
    synchronized void close() {
        WebSocket open = socket;
        if (open != null && !open.isOutputClosed()) {
            lastSend = lastSend.thenCompose(_ -> open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        }
        ended.complete(new Ending.Closed(WebSocket.NORMAL_CLOSURE, "closed by this side"));
    }

    /** Drops the connection without a word. */
    void abort(Ending why) {
        ended.complete(why);
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        socket = opened;
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        signOfLife.run();
        unfinished.append(part);
        if (last) {
            String frame = unfinished.toString();
            unfinished.setLength(0);
            frames.accept(frame);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        signOfLife.run();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        signOfLife.run();
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended.complete(
                new Ending.Closed(code, reason.isBlank() ? "the hub closed with " + code : reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        brokenBy(error);
    }

    private void brokenBy(@Nullable Throwable error) {
        if (error != null) {
            abort(new Ending.Closed(ABNORMAL, "the connection broke: " + error));
        }
    }
}
