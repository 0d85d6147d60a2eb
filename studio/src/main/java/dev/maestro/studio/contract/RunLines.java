package dev.maestro.studio.contract;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
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
 * not hold up heartbeats. What is said about a run while such a call of it is under way waits
 * behind it; all else is answered at once. Any thread may use it.
 */
final class RunLines implements AutoCloseable {

    /** Each asks a remote and runs git processes. */
    static final int AT_ONCE = 4;

    static final int MOST_WAITING = 64;

    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Semaphore desks = new Semaphore(AT_ONCE);
    private final Map<UUID, Deque<Runnable>> lines = new HashMap<>();
    private int waiting;

    /**
     * The answer of the call, which is made now, or in its turn.
     *
     * @param slow whether it may take long
     * @throws Refused {@code capacity} when too many wait
     */
    <T> CompletableFuture<T> call(UUID run, boolean slow, Supplier<T> call) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        synchronized (this) {
            Deque<Runnable> line = lines.get(run);
            if (line != null || slow) {
                enqueue(run, line, () -> complete(answer, call));
                return answer;
            }
        }
        complete(answer, call);
        return answer;
    }

    private void enqueue(UUID run, @Nullable Deque<Runnable> line, Runnable call) {
        if (waiting >= MOST_WAITING) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    "%d completions are being proved: send it again".formatted(waiting),
                    Map.of("cap", "proofs", "limit", MOST_WAITING));
        }
        waiting++;
        if (line != null) {
            line.add(call);
            return;
        }
        Deque<Runnable> fresh = new ArrayDeque<>();
        fresh.add(call);
        lines.put(run, fresh);
        Thread.ofVirtual().name("run-line-" + run).start(() -> work(run));
    }

    private void work(UUID run) {
        for (Runnable call = next(run); call != null; call = next(run)) {
            desks.acquireUninterruptibly();
            try {
                call.run();
            } finally {
                desks.release();
                done();
            }
        }
    }

    private synchronized @Nullable Runnable next(UUID run) {
        Deque<Runnable> line = lines.get(run);
        Runnable call = line == null ? null : line.poll();
        if (call == null) {
            lines.remove(run);
        }
        return call;
    }

    private synchronized void done() {
        waiting--;
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
