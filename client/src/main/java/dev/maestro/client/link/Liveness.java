package dev.maestro.client.link;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches one connection: after a time of silence it asks for a sign of life, and without one it
 * declares the connection dead. One timer entry at a time; nothing runs while signs come.
 */
final class Liveness {

    private final ScheduledExecutorService timer;
    private final Duration activity;
    private final Duration pong;
    private final Runnable ping;
    private final Runnable dead;
    private volatile long lastSign = System.nanoTime();
    private volatile boolean stopped;

    Liveness(
            ScheduledExecutorService timer,
            Duration activity,
            Duration pong,
            Runnable ping,
            Runnable dead) {
        this.timer = timer;
        this.activity = activity;
        this.pong = pong;
        this.ping = ping;
        this.dead = dead;
    }

    void start() {
        in(activity, this::look);
    }

    void sign() {
        lastSign = System.nanoTime();
    }

    void stop() {
        stopped = true;
    }

    private void look() {
        Duration silence = Duration.ofNanos(System.nanoTime() - lastSign);
        if (silence.compareTo(activity) < 0) {
            in(activity.minus(silence), this::look);
            return;
        }
        long asked = lastSign;
        ping.run();
        in(
                pong,
                () -> {
                    if (lastSign == asked) {
                        dead.run();
                    } else {
                        look();
                    }
                });
    }

    private void in(Duration pause, Runnable step) {
        if (stopped) {
            return;
        }
        try {
            timer.schedule(
                    () -> {
                        if (!stopped) {
                            step.run();
                        }
                    },
                    pause.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            stopped = true;
        }
    }
}
