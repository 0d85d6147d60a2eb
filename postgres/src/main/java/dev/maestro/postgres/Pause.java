package dev.maestro.postgres;

import java.time.Duration;

/**
 * A short wait between two looks at something that cannot tell us when it changes: a file or
 * another program.
 */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("interrupted while waiting for the database", e);
        }
    }
}
