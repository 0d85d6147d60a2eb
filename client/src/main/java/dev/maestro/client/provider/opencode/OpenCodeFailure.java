package dev.maestro.client.provider.opencode;

import static dev.maestro.client.agent.JsonLine.number;
import static dev.maestro.client.agent.JsonLine.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.SaidFailure;
import dev.maestro.client.provider.AgentFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/** What OpenCode's errors mean, and how long its repeated attempts are worth waiting for. */
final class OpenCodeFailure {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final int MOST_ATTEMPTS = 5;
    private static final String NO_MONEY = "exceeded your current quota";

    private final InstantSource clock;
    private final ZoneId zone = ZoneId.systemDefault();

    OpenCodeFailure(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param error of {@code session.error}; empty when a person ended it
     */
    Optional<AgentFailure> of(JsonNode error) {
        JsonNode data = error.path("data");
        String said = text(data.path("message")).orElse(error.path("name").asText());
        return switch (error.path("name").asText()) {
            case "MessageAbortedError" -> Optional.empty();
            case "ProviderAuthError" ->
                    Optional.of(new AgentFailure.BadCredentials(FailureWords.shortened(said)));
            case "ContextOverflowError", "MessageOutputLengthError", "ProviderModelNotFoundError" ->
                    Optional.of(new AgentFailure.Declined(FailureWords.shortened(said)));
            default -> {
                Optional<Integer> status = number(data.path("statusCode")).map(Long::intValue);
                yield Optional.of(
                        said(status, said)
                                .orElseGet(() ->
                                        new AgentFailure.Crashed(0, FailureWords.shortened(said))));
            }
        };
    }

    /**
     * It would try again for days; this says when that is given up.
     *
     * @param retry of {@code session.status}
     */
    Optional<AgentFailure> givenUp(JsonNode retry) {
        String said = retry.path("message").asText();
        Optional<Instant> next = next(retry);
        boolean far = next.filter(at -> at.isAfter(clock.instant().plus(LONGEST_WAIT))).isPresent();
        Optional<AgentFailure> why = said(Optional.empty(), said);
        boolean hopeless =
                why.filter(failure ->
                                failure instanceof AgentFailure.UsageLimited
                                        || failure instanceof AgentFailure.BadCredentials)
                        .isPresent();
        if (!far && !hopeless && retry.path("attempt").asInt() < MOST_ATTEMPTS) {
            return Optional.empty();
        }
        String words = FailureWords.shortened(said);
        return Optional.of(
                switch (why.orElseGet(() -> new AgentFailure.Overloaded(words))) {
                    case AgentFailure.UsageLimited limit ->
                            new AgentFailure.UsageLimited(
                                    limit.resetsAt().or(() -> next.filter(_ -> far)), words);
                    case AgentFailure.RateLimited limit ->
                            new AgentFailure.RateLimited(limit.resumeAt().or(() -> next), words);
                    case AgentFailure other -> other;
                });
    }

    /** For how long it waits before it tries again. */
    Optional<Duration> wait(JsonNode retry) {
        return next(retry)
                .map(at -> Duration.between(clock.instant(), at))
                .filter(Duration::isPositive);
    }

    private static Optional<Instant> next(JsonNode retry) {
        return number(retry.path("next")).map(Instant::ofEpochMilli);
    }

    private Optional<AgentFailure> said(Optional<Integer> status, String said) {
        return said.contains(NO_MONEY)
                ? Optional.of(
                        new AgentFailure.UsageLimited(
                                Optional.empty(), FailureWords.shortened(said)))
                : SaidFailure.of(status, said, clock.instant(), zone);
    }
}
