package dev.maestro.client.team;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the teams back of a daemon that has started, on a thread of its own: what is not there at
 * once is tried again, with pauses that double, for about an hour. The daemon waits for nothing of
 * it and does not fail with it. Any thread may close it.
 */
public final class Returning implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Returning.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 8;
    private static final int MOST_TRIES = 20;

    private final Teams teams;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("teams").factory());

    private Returning(Teams teams) {
        this.teams = teams;
    }

    public static Returning start(Teams teams) {
        Returning returning = new Returning(teams);
        returning.timer.execute(() -> returning.attempt(1));
        return returning;
    }

    private void attempt(int number) {
        if (isComplete()) {
            return;
        }
        if (number == MOST_TRIES) {
            LOG.error("not all workers came back; `maestro team` says which, and starts them");
            return;
        }
        try {
            timer.schedule(
                    () -> attempt(number + 1), pause(number).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debug("not tried again: the daemon ends");
        }
    }

    private boolean isComplete() {
        try {
            return teams.resume();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return true;
        } catch (RuntimeException notNow) {
            LOG.warn("the teams are not back", notNow);
            return false;
        }
    }

    /** After so many tries. */
    static Duration pause(int tries) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
