package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentFailure;
import java.time.Instant;
import java.util.Optional;

/** What an HTTP status of the model's side means for a run. */
public final class StatusCode {

    private static final int UNAUTHORIZED = 401;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int FORBIDDEN = 403;
    private static final int TIMED_OUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private StatusCode() {}

    /** Empty when the status is no error's. */
    public static Optional<AgentFailure> failure(int status, String said, Optional<Instant> until) {
        String words = FailureWords.shortened(said);
        if (status < FIRST_CLIENT_ERROR) {
            return Optional.empty();
        }
        return Optional.of(
                switch (status) {
                    case UNAUTHORIZED, FORBIDDEN -> new AgentFailure.BadCredentials(words);
                    case PAYMENT_REQUIRED -> new AgentFailure.UsageLimited(until, words);
                    case TOO_MANY_REQUESTS -> new AgentFailure.RateLimited(until, words);
                    case TIMED_OUT -> new AgentFailure.Overloaded(words);
                    default ->
                            status >= FIRST_SERVER_ERROR
                                    ? new AgentFailure.Overloaded(words)
                                    : new AgentFailure.Declined(words);
                });
    }
}
