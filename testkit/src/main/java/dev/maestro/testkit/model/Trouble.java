package dev.maestro.testkit.model;

import java.time.Duration;

/** What can go wrong with a model; each wire has its own words for it. */
sealed interface Trouble {

    /** Told by a status, before anything is said. */
    sealed interface Refusal extends Trouble {}

    record RateLimited(Duration retryAfter) implements Refusal {}

    /** Of a plan: nothing more until then. */
    record UsageLimited(Duration untilReset) implements Refusal {}

    /** Of an account: nothing more until somebody pays. */
    record NothingPaid() implements Refusal {}

    record Overloaded() implements Refusal {}

    record BadKey() implements Refusal {}

    record Status(int code, String message) implements Refusal {}

    /** The connection ends in the middle of the answer. */
    record Cut() implements Trouble {}

    /** No answer at all, and the end of the connection after that time. */
    record Silence(Duration atMost) implements Trouble {}

    /** The answer of something that is no model. */
    record Garbage() implements Trouble {}

    /** The model's tokens are spent in the middle of its sentence; it does nothing. */
    record Truncated() implements Trouble {}

    /** The model forgets the end of what it says. */
    record Unfinished() implements Trouble {}

    /** The model will not. */
    record Declined() implements Trouble {}
}
