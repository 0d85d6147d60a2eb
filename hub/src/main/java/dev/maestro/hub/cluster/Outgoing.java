package dev.maestro.hub.cluster;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What waits to be said to the others, up to a limit. For any number of threads that add, none of
 * whom ever waits, and one that takes.
 */
final class Outgoing {

    private static final int AT_ONCE = 512;
    private static final int BYTES_AT_ONCE = 128 * 1024;

    private final int most;
    private final Deque<Said> waiting = new ArrayDeque<>();
    private int bytes;
    private long dropped;
    private boolean incomplete;

    Outgoing(int most) {
        this.most = most;
    }

    synchronized void add(Said said) {
        int weight = Said.weight(said);
        if (bytes + weight > most) {
            dropped++;
            incomplete = true;
            return;
        }
        bytes += weight;
        waiting.add(said);
        if (waiting.size() == 1) {
            notifyAll();
        }
    }

    /** The others are to hear, next, all that there is. */
    synchronized void tellAll() {
        incomplete = true;
        notifyAll();
    }

    /** Whether the others are to hear all that there is; asked once. */
    synchronized boolean isIncomplete() {
        boolean answer = incomplete;
        incomplete = false;
        return answer;
    }

    /** What waits, as much as goes out at once; waits for something, but not longer than this. */
    synchronized List<Said> take(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos();
                waiting.isEmpty() && !incomplete && left > 0;
                left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        List<Said> taken = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && taken.size() < AT_ONCE && size < BYTES_AT_ONCE) {
            Said next = waiting.remove();
            taken.add(next);
            size += Said.weight(next);
        }
        bytes -= size;
        return taken;
    }

    /** How many found no room. */
    synchronized long dropped() {
        return dropped;
    }
}
