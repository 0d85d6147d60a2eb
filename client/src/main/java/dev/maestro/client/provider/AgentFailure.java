package dev.maestro.client.provider;

import dev.maestro.protocol.work.FailureReason;
import java.time.Duration;

/** What a provider can do wrong, in the house's own words. */
public sealed interface AgentFailure {

    /** The program could not be started. */
    record NotInstalled(String program) implements AgentFailure {}

    record Crashed(int exitCode) implements AgentFailure {}

    record Stalled(Duration silence) implements AgentFailure {}

    record TimedOut(Duration limit) implements AgentFailure {}

    /** What Studio is told. */
    default FailureReason reason() {
        return switch (this) {
            case NotInstalled _ -> FailureReason.PROVIDER_MISSING;
            case Crashed _ -> FailureReason.PROVIDER_CRASHED;
            case Stalled _ -> FailureReason.STALLED;
            case TimedOut _ -> FailureReason.TIMED_OUT;
        };
    }

    /** A sentence for people. */
    default String sentence() {
        return switch (this) {
            case NotInstalled(String program) -> "could not start \"%s\"".formatted(program);
            case Crashed(int code) -> "the agent ended with exit code %d".formatted(code);
            case Stalled(Duration silence) ->
                    "the agent printed nothing for %d s and was ended"
                            .formatted(silence.toSeconds());
            case TimedOut(Duration limit) ->
                    "the agent did not end within %d s and was ended".formatted(limit.toSeconds());
        };
    }
}
