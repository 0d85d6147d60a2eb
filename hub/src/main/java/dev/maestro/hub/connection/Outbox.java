package dev.maestro.hub.connection;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.hub.transport.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one socket; bounded. For any number of threads: the lock is held for the
 * length of a queue operation, never while writing.
 */
final class Outbox {

    /** So that one socket with much to say does not hold up the others in its lane. */
    private static final int FRAMES_PER_WRITE = 64;

    /** What became of an offered frame. */
    enum Offer {
        QUEUED,
        /** It was full; the frame is lost, and the socket must be closed. */
        FULL,
        /** The socket is closing or gone. */
        CLOSED
    }

    private record Farewell(int code, String reason) {}

    private final Wire wire;
    private final Writers.Lane lane;
    private final int capacity;
    private final Queue<TextMessage> waiting = new ArrayDeque<>();
    private @Nullable Farewell farewell;
    private boolean closed;

    /** Whether this is in its lane's queue or being written. */
    private boolean busy;

    Outbox(Wire wire, Writers.Lane lane, int capacity) {
        this.wire = wire;
        this.lane = lane;
        this.capacity = capacity;
    }

    Offer offer(TextMessage message) {
        synchronized (this) {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(message);
            if (busy) {
                return Offer.QUEUED;
            }
            busy = true;
        }
        lane.schedule(this);
        return Offer.QUEUED;
    }

    /**
     * As {@link #offer}, after the action and in one step with it: a frame that another thread
     * offers as a consequence of the action comes behind this one.
     */
    Offer offerAfter(Runnable action, TextMessage message) {
        synchronized (this) {
            if (closed) {
                return Offer.CLOSED;
            }
            action.run();
            return offer(message);
        }
    }

    /**
     * As {@link #offer}, unless the seat was left: a publisher may still hold a list of seats that
     * is older than the leaving.
     */
    Offer offerTo(Seat seat, TextMessage message) {
        synchronized (this) {
            return seat.isLeft() ? Offer.CLOSED : offer(message);
        }
    }

    /** When this returns, nothing more is queued for the seat. */
    synchronized void leave(Seat seat) {
        seat.leave();
    }

    /**
     * Takes no more frames, sends the last one and then the close frame. Only the first call
     * counts.
     */
    void close(boolean dropWaiting, TextMessage lastWord, int code, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (dropWaiting) {
                waiting.clear();
            }
            waiting.add(lastWord);
            farewell = new Farewell(code, reason);
            if (busy) {
                return;
            }
            busy = true;
        }
        lane.schedule(this);
    }

    /** The wire is gone: forgets everything. */
    synchronized void end() {
        closed = true;
        waiting.clear();
        farewell = null;
    }

    /** Writes what waits, called by the lane's thread only. */
    void write() {
        List<TextMessage> batch;
        Farewell leaving;
        synchronized (this) {
            batch = new ArrayList<>(Math.min(waiting.size(), FRAMES_PER_WRITE));
            while (batch.size() < FRAMES_PER_WRITE && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            leaving = farewell;
            if (batch.isEmpty() && leaving == null) {
                busy = false;
                return;
            }
        }
        if (!batch.isEmpty()) {
            wire.write(batch, this::written);
        } else if (leaving != null) {
            wire.close(leaving.code(), leaving.reason());
        }
    }

    private void written(boolean sent) {
        if (!sent) {
            end();
        }
        synchronized (this) {
            if (waiting.isEmpty() && farewell == null) {
                busy = false;
                return;
            }
        }
        lane.schedule(this);
    }
}
