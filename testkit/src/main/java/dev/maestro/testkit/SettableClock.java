package dev.maestro.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time stands still until a test lets it pass. Any thread may use it. */
public final class SettableClock implements InstantSource {

    private Instant now;

    private SettableClock(Instant start) {
        this.now = start;
    }

    public static SettableClock at(Instant start) {
        return new SettableClock(start);
    }

    /** Starts on a Monday morning, 2026-03-02T09:00:00Z. */
    public static SettableClock monday() {
        return at(Instant.parse("2026-03-02T09:00:00Z"));
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    public synchronized void passes(Duration time) {
        now = now.plus(time);
    }

    public synchronized void set(Instant time) {
        now = time;
    }
}
