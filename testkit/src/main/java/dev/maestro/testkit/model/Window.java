package dev.maestro.testkit.model;

import java.time.Duration;

/**
 * A plan's window of some hours, of which vendors tell in the headers of every answer.
 *
 * @param percent how much of it is used; from 90 on, Anthropic warns
 */
public record Window(int percent, Duration untilReset) {}
