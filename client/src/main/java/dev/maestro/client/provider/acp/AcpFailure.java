package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.agent.FailureWords;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.agent.ResetTime;
import dev.maestro.client.agent.SaidFailure;
import dev.maestro.client.provider.AgentFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;

/** What an agent's refusal of a request means. Only its words and a few agents' own data tell. */
final class AcpFailure {

    private static final int AUTHENTICATION_NEEDED = -32000;
    private static final int FIRST_STATUS = 400;
    private static final int LAST_STATUS = 599;

    private final InstantSource clock;
    private final ZoneId zone = ZoneId.systemDefault();

    AcpFailure(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param error of a response
     */
    AgentFailure of(JsonNode error) {
        Instant now = clock.instant();
        int code = error.path("code").asInt();
        String said = said(error);
        if (code == AUTHENTICATION_NEEDED) {
            return new AgentFailure.BadCredentials(FailureWords.shortened(said));
        }
        return structured(error.path("data"), said, now)
                .or(() -> SaidFailure.of(status(code), said, now, zone))
                .orElseGet(() -> new AgentFailure.Crashed(0, FailureWords.shortened(said)));
    }

    /** A failure that an agent told as if it were its answer. */
    Optional<AgentFailure> ofWords(String said) {
        return FailureWords.read(said, clock.instant(), zone);
    }

    private Optional<AgentFailure> structured(JsonNode data, String said, Instant now) {
        if (data.path("codexErrorInfo").asText().equals("usageLimitExceeded")) {
            return Optional.of(
                    new AgentFailure.UsageLimited(
                            ResetTime.in(said, now, zone), FailureWords.shortened(said)));
        }
        boolean limited = data.path("errorKind").asText().equals("rate_limit");
        return limited
                ? FailureWords.read(said, now, zone)
                        .filter(failure -> failure instanceof AgentFailure.UsageLimited)
                        .or(() ->
                                Optional.of(
                                        new AgentFailure.RateLimited(
                                                ResetTime.in(said, now, zone),
                                                FailureWords.shortened(said))))
                : Optional.empty();
    }

    /** Gemini CLI answers with the HTTP status of the model's side as the code. */
    private static Optional<Integer> status(int code) {
        return code >= FIRST_STATUS && code <= LAST_STATUS ? Optional.of(code) : Optional.empty();
    }

    private static String said(JsonNode error) {
        String message = error.path("message").asText();
        return JsonLine.text(error.path("data").path("message"))
                .or(() -> JsonLine.text(error.path("data").path("details")))
                .map(more -> message.equals("Internal error") ? more : message + ": " + more)
                .orElse(message);
    }
}
