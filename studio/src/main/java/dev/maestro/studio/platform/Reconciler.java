package dev.maestro.studio.platform;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop that looks at the state of the world and does what is due: at the start, when it is woken,
 * and now and then anyway. The sweep must be idempotent. Wakes during a sweep lead to one more
 * sweep, however many they are. A sweep that fails is logged as an incident and tried again after a
 * pause, which doubles up to half a minute while it goes on failing; the loop itself never ends
 * before {@link #close}. Any thread may wake or close it.
 */
public final class Reconciler implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    /** What is done again and again. */
    @FunctionalInterface
    public interface Sweep {
        void run() throws Exception;
    }

    private final String name;
    private final Duration poll;
    private final Sweep sweep;
    private final Semaphore wakes = new Semaphore(0);
    private final Semaphore closed = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    private Reconciler(String name, Duration poll, Sweep sweep) {
        this.name = name;
        this.poll = poll;
        this.sweep = sweep;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::loop);
    }

    /**
     * Starts the loop on a virtual thread of this name, with a first sweep at once.
     *
     * @param poll the longest time between two sweeps
     */
    public static Reconciler start(String name, Duration poll, Sweep sweep) {
        Reconciler reconciler = new Reconciler(name, poll, sweep);
        reconciler.thread.start();
        return reconciler;
    }

    /** Asks for a sweep that begins after this call; returns at once. */
    public void wake() {
        wakes.release();
    }

    /**
     * Lets a running sweep end, interrupts it when it takes longer than ten seconds, and ends the
     * loop.
     */
    @Override
    public void close() {
        closing = true;
        closed.release();
        wakes.release();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!thread.join(FAREWELL)) {
                LOG.warn("{} does not end by itself: interrupted", name);
                thread.interrupt();
                thread.join(FAREWELL);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        Duration pause = FIRST_PAUSE;
        while (!closing) {
            try {
                wakes.drainPermits();
                sweep.run();
                pause = FIRST_PAUSE;
                awaitWakeOrPoll();
            } catch (Throwable fault) {
                if (closing) {
                    LOG.debug("{} failed while it was being closed", name, fault);
                    return;
                }
                Incident.log(
                        LOG, "in " + name + ", tried again in " + pause.toMillis() + " ms", fault);
                rest(pause);
                pause = longer(pause);
            }
        }
    }

    private void awaitWakeOrPoll() throws InterruptedException {
        if (!closing && wakes.tryAcquire(poll.toNanos(), TimeUnit.NANOSECONDS)) {
            LOG.trace("{} was woken", name);
        }
    }

    /** Wakes do not shorten it: else a failing sweep that is woken often would fill the log. */
    private void rest(Duration pause) {
        try {
            if (closed.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.trace("{} was closed while it rested", name);
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted while it rested", name, e);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
}
