package dev.maestro.client.provider;

import dev.maestro.protocol.work.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a provider can do wrong, in the house's own words. */
public sealed interface AgentFailure {

    /** The program could not be started. */
    record NotInstalled(String program) implements AgentFailure {}

    /** It ended with an error that nothing else explains. */
    record Crashed(int exitCode, String said) implements AgentFailure {}

    /** Too many requests: it may go on soon. */
    record RateLimited(Optional<Instant> resumeAt, String said) implements AgentFailure {}

    /** What was paid for is used up: it may go on when the window resets. */
    record UsageLimited(Optional<Instant> resetsAt, String said) implements AgentFailure {}

    /** The model's side has too much to do. */
    record Overloaded(String said) implements AgentFailure {}

    /** The key or the login is not accepted. */
    record BadCredentials(String said) implements AgentFailure {}

    /** The model or the provider would not do it: no such model, prompt too long, refused. */
    record Declined(String said) implements AgentFailure {}

    record Stalled(Silence silence, Duration duration) implements AgentFailure {}

    /** It goes round in circles. */
    record NoProgress(String what) implements AgentFailure {}

    record TimedOut(Duration limit) implements AgentFailure {}

    /** Who was silent. */
    enum Silence {
        MODEL,
        TOOL
    }

    /** What Studio is told. */
    default FailureReason reason() {
        return switch (this) {
            case NotInstalled _ -> FailureReason.PROVIDER_MISSING;
            case Crashed _ -> FailureReason.PROVIDER_CRASHED;
            case RateLimited _ -> FailureReason.PROVIDER_RATE_LIMITED;
            case UsageLimited _ -> FailureReason.PROVIDER_USAGE_LIMIT;
            case Overloaded _ -> FailureReason.PROVIDER_OVERLOADED;
            case BadCredentials _ -> FailureReason.PROVIDER_AUTH;
            case Declined _ -> FailureReason.PROVIDER_DECLINED;
            case Stalled _ -> FailureReason.STALLED;
            case NoProgress _ -> FailureReason.NO_PROGRESS;
            case TimedOut _ -> FailureReason.TIMED_OUT;
        };
    }

    /** The time at which it may go on, where the provider named one. */
    default Optional<Instant> resumeAt() {
        return switch (this) {
            case RateLimited(Optional<Instant> at, String _) -> at;
            case UsageLimited(Optional<Instant> at, String _) -> at;
            case NotInstalled _,
                    Crashed _,
                    Overloaded _,
                    BadCredentials _,
                    Declined _,
                    Stalled _,
                    NoProgress _,
                    TimedOut _ ->
                    Optional.empty();
        };
    }

    /** A sentence for people. */
    default String sentence() {
        return switch (this) {
            case NotInstalled(String program) -> "could not start \"%s\"".formatted(program);
            case Crashed(int code, String said) ->
                    "the agent ended with exit code %d%s".formatted(code, quoted(said));
            case RateLimited(Optional<Instant> _, String said) ->
                    "too many requests" + quoted(said);
            case UsageLimited(Optional<Instant> at, String said) ->
                    "the usage limit is reached%s%s"
                            .formatted(at.map(time -> " until " + time).orElse(""), quoted(said));
            case Overloaded(String said) -> "the model is overloaded" + quoted(said);
            case BadCredentials(String said) ->
                    "the key or the login is not accepted" + quoted(said);
            case Declined(String said) -> "the model would not do it" + quoted(said);
            case Stalled(Silence silence, Duration duration) ->
                    "%s for %d s and the agent was ended"
                            .formatted(
                                    switch (silence) {
                                        case MODEL -> "the agent said nothing";
                                        case TOOL -> "a tool of the agent said nothing";
                                    },
                                    duration.toSeconds());
            case NoProgress(String what) -> "the agent goes round in circles: " + what;
            case TimedOut(Duration limit) ->
                    "the agent did not end within %d s and was ended".formatted(limit.toSeconds());
        };
    }

    private static String quoted(String said) {
        return said.isBlank() ? "" : ": " + said.strip();
    }
}
