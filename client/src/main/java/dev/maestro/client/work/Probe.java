package dev.maestro.client.work;

import java.time.Duration;

/** When to try again after a limit whose end nobody named: later each time. */
final class Probe {

    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;

    private Probe() {}

    /**
     * @param attempt counts from 1
     */
    static Duration after(int attempt) {
        Duration wait = FIRST.multipliedBy(1L << Math.clamp(attempt - 1, 0, MOST_DOUBLINGS));
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }
}
