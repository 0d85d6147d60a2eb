package dev.maestro.hub.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The sending side of one end point: whole frames, in the order in which they were given. Bytes are
 * copied only when the operating system does not take them at once. For any number of threads: the
 * lock is held over the attempt to write, which never blocks, and not while anybody is called back.
 */
final class Output {

    /** So many control frames may wait behind a write before reading stops. */
    private static final int MAX_WAITING = 64;

    private record Waiting(ByteBuffer bytes, Wire.WriteDone done) {}

    private enum Outcome {
        SENT,
        BLOCKED,
        QUEUED,
        LOST
    }

    private final EndPoint endPoint;
    private @Nullable Queue<Waiting> waiting;
    private @Nullable Runnable whenClear;
    private boolean blocked;
    private boolean sealed;

    Output(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    void send(ByteBuffer bytes, Wire.WriteDone done) {
        send(bytes, done, false);
    }

    /** Sends the last there will be; false when that was done before. */
    boolean seal(ByteBuffer bytes, Wire.WriteDone done) {
        return send(bytes, done, true);
    }

    private boolean send(ByteBuffer bytes, Wire.WriteDone done, boolean lastWord) {
        Outcome outcome;
        synchronized (this) {
            if (sealed) {
                outcome = Outcome.LOST;
            } else {
                sealed = lastWord;
                outcome = blocked ? queue(bytes, done) : flush(bytes);
            }
        }
        settle(outcome, bytes, done);
        return outcome != Outcome.LOST;
    }

    /**
     * Whether too much waits; if so, the action runs when that has changed. A peer that pings and
     * never reads cannot fill the memory.
     */
    synchronized boolean isCrowded(Runnable afterwards) {
        if (waiting == null || waiting.size() < MAX_WAITING) {
            return false;
        }
        whenClear = afterwards;
        return true;
    }

    private Outcome queue(ByteBuffer bytes, Wire.WriteDone done) {
        Queue<Waiting> queue = waiting;
        if (queue == null) {
            queue = new ArrayDeque<>(2);
            waiting = queue;
        }
        queue.add(new Waiting(copy(bytes), done));
        return Outcome.QUEUED;
    }

    private Outcome flush(ByteBuffer bytes) {
        try {
            blocked = !endPoint.flush(bytes);
            return blocked ? Outcome.BLOCKED : Outcome.SENT;
        } catch (IOException broken) {
            sealed = true;
            endPoint.close(broken);
            return Outcome.LOST;
        }
    }

    private void settle(Outcome outcome, ByteBuffer bytes, Wire.WriteDone done) {
        switch (outcome) {
            case SENT -> done.written(true);
            case BLOCKED -> endPoint.write(new Rest(done), copy(bytes));
            case LOST -> done.written(false);
            case QUEUED -> {}
        }
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
    }

    /** What follows when the operating system has taken all it once refused. */
    private void goOn() {
        while (true) {
            Waiting next;
            Outcome outcome;
            Runnable clear;
            synchronized (this) {
                blocked = false;
                next = waiting == null ? null : waiting.poll();
                outcome = next == null ? Outcome.SENT : flush(next.bytes());
                clear = next == null ? whenClear : null;
                if (next == null) {
                    waiting = null;
                    whenClear = null;
                }
            }
            if (next == null) {
                if (clear != null) {
                    clear.run();
                }
                return;
            }
            settle(outcome, next.bytes(), next.done());
            if (outcome == Outcome.LOST) {
                giveUp();
            }
            if (outcome != Outcome.SENT) {
                return;
            }
        }
    }

    private void giveUp() {
        Queue<Waiting> lost;
        synchronized (this) {
            sealed = true;
            lost = waiting;
            waiting = null;
            whenClear = null;
        }
        if (lost != null) {
            lost.forEach(one -> one.done().written(false));
        }
    }

    private final class Rest implements Callback {

        private final Wire.WriteDone done;

        private Rest(Wire.WriteDone done) {
            this.done = done;
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void succeeded() {
            goOn();
            done.written(true);
        }

        @Override
        public void failed(Throwable broken) {
            giveUp();
            done.written(false);
        }
    }
}
