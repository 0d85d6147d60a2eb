package dev.maestro.hub.connection;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.hub.transport.Wire;
import dev.maestro.hub.transport.WriteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent to one socket; bounded in frames and in bytes. For any number of threads:
 * the lock is held for the length of a queue operation, never while writing; who made it busy is
 * the one who may write.
 */
final class Outbox implements Wire.WriteDone {

    /** A queue that was longer is not kept when it is empty. */
    private static final int USUAL = 64;

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
    private final int mostFrames;
    private final int mostBytes;
    private Queue<TextMessage> waiting = new ArrayDeque<>(2);
    private int waitingBytes;
    private int longest;
    private @Nullable Farewell farewell;
    private boolean closed;

    /** Whether this is in its lane's queue or being written. */
    private boolean busy;

    Outbox(Wire wire, Writers.Lane lane, int mostFrames, int mostBytes) {
        this.wire = wire;
        this.lane = lane;
        this.mostFrames = mostFrames;
        this.mostBytes = mostBytes;
    }

    Offer offer(TextMessage message) {
        return offer(null, message, false);
    }

    /**
     * As {@link #offer}, but when nothing else waits the calling thread writes it itself: for one
     * socket that costs less than to wake another thread.
     */
    Offer offerNow(TextMessage message) {
        return offer(null, message, true);
    }

    /**
     * As {@link #offer}, unless the seat was left: a publisher may still hold a list of seats that
     * is older than the leaving.
     */
    Offer offerTo(Seat seat, TextMessage message) {
        return offer(seat, message, false);
    }

    /** As {@link #offerTo}, in the manner of {@link #offerNow}. */
    Offer offerNowTo(Seat seat, TextMessage message) {
        return offer(seat, message, true);
    }

    private Offer offer(@Nullable Seat seat, TextMessage message, boolean now) {
        boolean direct;
        synchronized (this) {
            if (closed || (seat != null && seat.isLeft())) {
                return Offer.CLOSED;
            }
            if (!hasRoomFor(message)) {
                return Offer.FULL;
            }
            direct = now && !busy && waiting.isEmpty();
            if (!direct) {
                waiting.add(message);
                waitingBytes += message.bytes();
                longest = Math.max(longest, waiting.size());
            }
            if (busy) {
                return Offer.QUEUED;
            }
            busy = true;
        }
        if (direct) {
            wire.write(message, this);
        } else {
            lane.schedule(this);
        }
        return Offer.QUEUED;
    }

    /** One frame may wait alone, however long it is. */
    private boolean hasRoomFor(TextMessage message) {
        return waiting.size() < mostFrames
                && (waitingBytes <= mostBytes - message.bytes() || waiting.isEmpty());
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
                forgetWaiting();
            }
            waiting.add(lastWord);
            waitingBytes += lastWord.bytes();
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
        forgetWaiting();
        farewell = null;
    }

    private void forgetWaiting() {
        waiting.clear();
        waitingBytes = 0;
    }

    /**
     * Writes what waits, as much of it as the buffer holds, so that one socket with much to say
     * does not hold up the others in its lane. Called by the lane's thread only.
     */
    void write(WriteBuffer buffer) {
        buffer.clear();
        Farewell leaving;
        synchronized (this) {
            TextMessage next = waiting.peek();
            while (next != null && buffer.add(next)) {
                waiting.remove();
                waitingBytes -= next.bytes();
                next = waiting.peek();
            }
            leaving = farewell;
            if (buffer.isEmpty() && leaving == null) {
                busy = false;
                return;
            }
        }
        if (!buffer.isEmpty()) {
            wire.write(buffer, this);
        } else if (leaving != null) {
            wire.close(leaving.code(), leaving.reason());
        }
    }

    @Override
    public void written(boolean sent) {
        if (!sent) {
            end();
        }
        synchronized (this) {
            if (waiting.isEmpty() && farewell == null) {
                busy = false;
                forgetLength();
                return;
            }
        }
        lane.schedule(this);
    }

    private void forgetLength() {
        if (longest > USUAL) {
            waiting = new ArrayDeque<>(2);
        }
        longest = 0;
    }
}
