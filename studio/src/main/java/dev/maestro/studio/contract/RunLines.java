package dev.maestro.studio.contract;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.fleet.SessionId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls that ask a git remote, away from the threads that hear sockets: a remote that hangs must
 * not hold up heartbeats. What a session says about a run while such a call of it is under way
 * waits behind it; all else is answered at once. Any thread may use it.
 */
final class RunLines implements AutoCloseable {

    /** Each asks a remote and runs git processes. */
    static final int AT_ONCE = 4;

    /** Slow calls of everybody, those under way included. */
    static final int MOST_SLOW = 64;

    /** The second is there for who says it again after a broken link. */
    static final int MOST_SLOW_OF_A_RUN = 2;

    /** Calls of any kind, the one under way included. */
    static final int MOST_OF_A_RUN = 16;

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    /** Whose turn it is: sessions do not wait behind what another says about the same run. */
    private record Key(SessionId session, UUID run) {}

    private record Call(boolean slow, Runnable work) {}

    /** Guarded by the room's lock; counts also what is under way. */
    private static final class Line {
        private final Deque<Call> calls = new ArrayDeque<>();
        private int size;
        private int slow;
    }

    private final Semaphore desks = new Semaphore(AT_ONCE);
    private final Map<Key, Line> lines = new HashMap<>();
    private int waiting;
    private int slowOfAll;

    /**
     * The answer of the call, which is made now, or in its turn.
     *
     * @param slow whether it may take long; only of who holds the run
     * @throws Refused {@code capacity} when too many wait
     */
    <T> CompletableFuture<T> call(SessionId session, UUID run, boolean slow, Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Key key = new Key(session, run);
        synchronized (this) {
            if (slow || lines.containsKey(key)) {
                enqueue(key, new Call(slow, () -> complete(answer, call)));
                return answer;
            }
        }
        complete(answer, call);
        return answer;
    }

    private void enqueue(Key key, Call call) {
        Line line = lines.get(key);
        if (line != null) {
            refuseAtLimit(MOST_OF_A_RUN, line.size, "%d messages about this run wait");
        }
        if (call.slow()) {
            int ofRun = line == null ? 0 : line.slow;
            refuseAtLimit(MOST_SLOW_OF_A_RUN, ofRun, "%d completions of this run are being proved");
            refuseAtLimit(MOST_SLOW, slowOfAll, "%d completions are being proved");
        }
        Line joined = line == null ? new Line() : line;
        count(joined, call, 1);
        joined.calls.add(call);
        if (line == null) {
            lines.put(key, joined);
            Thread.ofVirtual().name("run-line-" + key.run()).start(() -> work(key, joined));
        }
    }

    private static void refuseAtLimit(int limit, int number, String sentence) {
        if (number >= limit) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    sentence.formatted(number) + ": send it again",
                    Map.of("cap", "proofs", "limit", limit));
        }
    }

    private void count(Line line, Call call, int change) {
        waiting += change;
        line.size += change;
        if (call.slow()) {
            slowOfAll += change;
            line.slow += change;
        }
    }

    private void work(Key key, Line line) {
        for (Call call = next(key, line); call != null; call = next(key, line)) {
            if (call.slow()) {
                desks.acquireUninterruptibly();
            }
            try {
                call.work().run();
            } finally {
                if (call.slow()) {
                    desks.release();
                }
                done(line, call);
            }
        }
    }

    private synchronized @Nullable Call next(Key key, Line line) {
        Call call = line.calls.poll();
        if (call == null) {
            lines.remove(key);
        }
        return call;
    }

    private synchronized void done(Line line, Call call) {
        count(line, call, -1);
        notifyAll();
    }

    private static <T> void complete(CompletableFuture<T> answer, Supplier<T> call) {
        try {
            answer.complete(call.get());
        } catch (RuntimeException | Error fault) {
            answer.completeExceptionally(fault);
        }
    }

    /** Lets what waits be answered, for ten seconds at most. */
    @Override
    public synchronized void close() {
        long deadline = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (long left = FAREWELL.toNanos();
                    waiting > 0 && left > 0;
                    left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
