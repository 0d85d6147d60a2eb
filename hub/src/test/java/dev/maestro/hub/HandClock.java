package dev.maestro.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when a test says so. */
final class HandClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void passes(Duration time) {
        now = now.plus(time);
    }
}
