package dev.maestro.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link Peer} hears, in order. Filled by the HTTP client's threads, emptied by the
 * peer's.
 */
final class Ear implements WebSocket.Listener {

    private final Duration patience;
    private final IntConsumer closings;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final BlockingQueue<Frame> counts = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private final StringBuilder unfinished = new StringBuilder();
    private volatile boolean reading = true;
    private volatile boolean leaving;

    /**
     * @param closings is told every code with which the server closed by its own will
     */
    Ear(Duration patience, IntConsumer closings) {
        this.patience = patience;
        this.closings = closings;
    }

    Frame frame() {
        return take(frames, "nothing came");
    }

    Frame count() {
        return take(counts, "no subscription_count came");
    }

    boolean countCame() {
        return !counts.isEmpty();
    }

    String pong() {
        return take(pongs, "no WebSocket pong came");
    }

    void stall() {
        reading = false;
    }

    void leave() {
        leaving = true;
    }

    Closing closing() {
        try {
            return closed.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException open) {
            throw new Deviation("the socket was not closed within " + patience.toSeconds() + " s");
        } catch (ExecutionException broken) {
            throw new Deviation("the connection broke without a close frame: " + broken.getCause());
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private <T> T take(BlockingQueue<T> queue, String otherwise) {
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (true) {
                T next = queue.poll(50, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                if (closed.isDone() && queue.isEmpty()) {
                    throw new Deviation(otherwise + ", and the socket was closed: " + closing());
                }
                if (System.nanoTime() > end) {
                    throw new Deviation(otherwise + " within " + patience.toMillis() + " ms");
                }
            }
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    static NotExamined interrupted() {
        Thread.currentThread().interrupt();
        return new NotExamined("the exam was stopped");
    }

    // Called by the HTTP client.

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        unfinished.append(part);
        if (last) {
            Frame frame = Frame.of(unfinished.toString());
            unfinished.setLength(0);
            switch (frame.event()) {
                case "pusher:ping" -> {}
                case "pusher_internal:subscription_count" -> counts.add(frame);
                default -> frames.add(frame);
            }
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        pongs.add(UTF_8.decode(message).toString());
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        // Who leaves by himself, or reads nothing, is not told why he is cut off.
        if (reading && !leaving) {
            closings.accept(code);
        }
        closed.complete(new Closing(code, reason));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }
}
