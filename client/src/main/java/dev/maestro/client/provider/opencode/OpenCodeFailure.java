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
     * @param error of {@code session.error}
     */
    AgentFailure of(JsonNode error) {
        JsonNode data = error.path("data");
        String said = text(data.path("message")).orElse(error.path("name").asText());
        return switch (error.path("name").asText()) {
            case "ProviderAuthError" ->
                    new AgentFailure.BadCredentials(FailureWords.shortened(said));
            case "ContextOverflowError", "MessageOutputLengthError", "ProviderModelNotFoundError" ->
                    new AgentFailure.Declined(FailureWords.shortened(said));
            default ->
                    said(number(data.path("statusCode")).map(Long::intValue), said)
                            .orElseGet(() ->
                                    new AgentFailure.Crashed(0, FailureWords.shortened(said)));
        };
    }

    /**
     * It would try again for days; this says when that is given up.
     *
     * @param retry of {@code session.status}
     */
    Optional<AgentFailure> givenUp(JsonNode retry) {
        boolean far =
                next(retry)
                        .filter(at -> at.isAfter(clock.instant().plus(LONGEST_WAIT)))
                        .isPresent();
        AgentFailure why = why(retry);
        boolean hopeless =
                why instanceof AgentFailure.UsageLimited
                        || why instanceof AgentFailure.BadCredentials;
        return far || hopeless || retry.path("attempt").asInt() >= MOST_ATTEMPTS
                ? Optional.of(why)
                : Optional.empty();
    }

    /** Why it tries again. */
    AgentFailure why(JsonNode retry) {
        String said = retry.path("message").asText();
        String words = FailureWords.shortened(said);
        Optional<Instant> next = next(retry);
        AgentFailure why =
                said(Optional.empty(), said).orElseGet(() -> new AgentFailure.Overloaded(words));
        return switch (why) {
            case AgentFailure.RateLimited(Optional<Instant> at, String _) ->
                    new AgentFailure.RateLimited(at.or(() -> next), words);
            case AgentFailure.UsageLimited(Optional<Instant> at, String _) ->
                    new AgentFailure.UsageLimited(
                            at.or(() ->
                                    next.filter(time ->
                                            time.isAfter(clock.instant().plus(LONGEST_WAIT)))),
                            words);
            default -> why;
        };
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
