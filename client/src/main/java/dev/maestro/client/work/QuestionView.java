package dev.maestro.client.work;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What an agent has asked and nobody has answered.
 *
 * @param text the agent's own words: whoever prints them makes them harmless
 * @param until when the agent goes on without an answer; empty when it did not wait
 * @param permission whether yes or no is wanted: without an answer in time it is no
 */
public record QuestionView(
        UUID id, String text, Instant askedAt, Optional<Instant> until, boolean permission) {}
