package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Why a program failed by an HTTP status and a sentence together: a used-up quota has the status of
 * too many requests, a wrong key that of a bad request, and only the words tell.
 */
public final class SaidFailure {

    private SaidFailure() {}

    /** Empty when neither says anything known. */
    public static Optional<AgentFailure> of(
            Optional<Integer> status, String said, Instant now, ZoneId zone) {
        Optional<AgentFailure> words = FailureWords.read(said, now, zone);
        return words.filter(SaidFailure::tellsMoreThanAStatus)
                .or(() ->
                        status.flatMap(code ->
                                StatusCode.failure(code, said, ResetTime.in(said, now, zone))))
                .or(() -> words);
    }

    private static boolean tellsMoreThanAStatus(AgentFailure failure) {
        return switch (failure) {
            case AgentFailure.UsageLimited _, AgentFailure.BadCredentials _ -> true;
            case AgentFailure.NotInstalled _,
                    AgentFailure.Crashed _,
                    AgentFailure.RateLimited _,
                    AgentFailure.Overloaded _,
                    AgentFailure.Declined _,
                    AgentFailure.Stalled _,
                    AgentFailure.NoProgress _,
                    AgentFailure.TimedOut _ ->
                    false;
        };
    }
}
