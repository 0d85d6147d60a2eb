package dev.maestro.client.agent;

import dev.maestro.client.provider.AgentFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a sentence of a program says about why it failed: the last thing to look at, after typed
 * events and status codes, for there is nothing else in many of them.
 */
public final class FailureWords {

    private static final List<Pattern> USAGE =
            patterns(
                    "hit your .{0,40}limit",
                    "usage limit",
                    "usage_limit_reached",
                    "exhausted your (daily|monthly|weekly)? ?(quota|capacity)",
                    "daily quota",
                    "quota exceeded",
                    "insufficient_quota",
                    "credit balance is too low",
                    "out of (extra usage|credits)");
    private static final List<Pattern> RATE =
            patterns("\\b429\\b", "rate.?limit", "too many requests", "resource_exhausted");
    private static final List<Pattern> OVERLOAD =
            patterns(
                    "\\b(500|502|503|504|529)\\b",
                    "overloaded",
                    "internal server error",
                    "bad gateway",
                    "service unavailable",
                    "connection (refused|reset|error|failed|closed)",
                    "econnrefused|econnreset|etimedout|enotfound",
                    "connection_failed",
                    "stream (disconnected|closed)",
                    "unable to connect",
                    "fetch failed",
                    "timed? ?out");
    private static final List<Pattern> CREDENTIALS =
            patterns(
                    "\\b(401|403)\\b",
                    "(invalid|incorrect).{0,10}api.?key",
                    "api.?key.{0,10}(invalid|not valid)",
                    "api_key_invalid",
                    "not logged in",
                    "unauthori[sz]ed",
                    "authentication",
                    "invalid auth method",
                    "missing environment variable: `?[a-z_]*(key|token)",
                    "failed to authenticate",
                    "please (run )?/?log ?in");
    private static final List<Pattern> DECLINED =
            patterns(
                    "\\b(400|404|413|422)\\b",
                    "model_not_found",
                    "model.{0,80}(not found|does not exist|not exist|may not exist)",
                    "prompt is too long",
                    "context (window|length|overflow)",
                    "max_output_tokens",
                    "refus(al|ed to answer)");

    private FailureWords() {}

    /** Empty when it names none of the usual reasons. */
    public static Optional<AgentFailure> read(String said, Instant now, ZoneId zone) {
        if (any(USAGE, said)) {
            return Optional.of(
                    new AgentFailure.UsageLimited(ResetTime.in(said, now, zone), shortened(said)));
        }
        if (any(RATE, said)) {
            return Optional.of(
                    new AgentFailure.RateLimited(ResetTime.in(said, now, zone), shortened(said)));
        }
        if (any(CREDENTIALS, said)) {
            return Optional.of(new AgentFailure.BadCredentials(shortened(said)));
        }
        if (any(DECLINED, said)) {
            return Optional.of(new AgentFailure.Declined(shortened(said)));
        }
        return any(OVERLOAD, said)
                ? Optional.of(new AgentFailure.Overloaded(shortened(said)))
                : Optional.empty();
    }

    /** The first line that says something, and not too much of it. */
    public static String shortened(String said) {
        String line = said.strip().lines().findFirst().orElse("");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "\u2026";
    }

    private static final int MOST = 300;

    private static boolean any(List<Pattern> patterns, String said) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(said).find());
    }

    private static List<Pattern> patterns(String... expressions) {
        return List.of(expressions).stream()
                .map(one -> Pattern.compile(one, Pattern.CASE_INSENSITIVE))
                .toList();
    }
}
