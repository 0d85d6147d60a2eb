package dev.maestro.client.provider;

import java.time.Duration;

/**
 * How long an agent may take.
 *
 * @param silence without printing anything
 * @param total from start to end
 */
public record Patience(Duration silence, Duration total) {

    public static final Patience USUAL = new Patience(Duration.ofMinutes(30), Duration.ofHours(4));
}
