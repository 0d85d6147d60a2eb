package dev.maestro.hub.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How many wires there are, from the moment a handshake is answered, which is before anybody above
 * knows of them. For any number of threads; the lock is held for moments.
 */
public final class Wires {

    private int open;

    synchronized void begins() {
        open++;
    }

    synchronized void ends() {
        open--;
        if (open == 0) {
            notifyAll();
        }
    }

    /**
     * Waits until there is none, but no longer than so: who ends the server before cuts off peers
     * that have not yet read why.
     */
    public synchronized boolean awaitNone(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        try {
            while (open > 0 && end - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        return open == 0;
    }
}
