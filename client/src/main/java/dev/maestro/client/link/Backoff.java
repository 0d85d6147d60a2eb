package dev.maestro.client.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential pauses with full jitter: after the n-th failure in a row, anything from nothing to
 * {@code base · 2ⁿ⁻¹}, never above the cap.
 */
public record Backoff(Duration base, Duration cap) {

    /** What the contract asks of every client. */
    public static final Backoff OF_THE_CONTRACT =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private static final int MOST_DOUBLINGS = 20;

    /** The longest pause after so many failures in a row; the first failure is 1. */
    Duration ceiling(int failures) {
        Duration doubled = base.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
        return doubled.compareTo(cap) < 0 ? doubled : cap;
    }

    Duration pause(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(ceiling(failures).toMillis() + 1));
    }
}
