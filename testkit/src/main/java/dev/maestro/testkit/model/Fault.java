package dev.maestro.testkit.model;

import java.time.Duration;

/**
 * A trouble and when it strikes: always, unless said otherwise. Questions in passing are neither
 * hit nor counted.
 *
 * @param skip so many requests are spared first
 * @param times so many are hit then
 * @param step only requests for this step are hit and counted; negative: all
 */
public record Fault(Trouble trouble, int skip, int times, int step) {

    /** HTTP 429, with the header that says when to try again. */
    public static Fault rateLimited(Duration retryAfter) {
        return always(new Trouble.RateLimited(retryAfter));
    }

    /** A plan's limit with the time of its reset, in each vendor's shape. */
    public static Fault usageLimited(Duration untilReset) {
        return always(new Trouble.UsageLimited(untilReset));
    }

    /** An account without credit: no time is told. */
    public static Fault nothingPaid() {
        return always(new Trouble.NothingPaid());
    }

    /** HTTP 529 with Anthropic, 503 with the others. */
    public static Fault overloaded() {
        return always(new Trouble.Overloaded());
    }

    public static Fault badKey() {
        return always(new Trouble.BadKey());
    }

    public static Fault status(int code, String message) {
        return always(new Trouble.Status(code, message));
    }

    /** The connection ends in the middle of the answer. */
    public static Fault cut() {
        return always(new Trouble.Cut());
    }

    /** No answer, and the connection's end after this time (or when the server is closed). */
    public static Fault silent(Duration atMost) {
        return always(new Trouble.Silence(atMost));
    }

    /** A page instead of an answer. */
    public static Fault garbage() {
        return always(new Trouble.Garbage());
    }

    /** Half the text, no deed, and the reason that the tokens are spent. */
    public static Fault truncated() {
        return always(new Trouble.Truncated());
    }

    /** The text without its end, so that JSON is none; but ended as if it were whole. */
    public static Fault unfinished() {
        return always(new Trouble.Unfinished());
    }

    /** The model refuses, in the vendor's shape. */
    public static Fault declined() {
        return always(new Trouble.Declined());
    }

    private static Fault always(Trouble trouble) {
        return new Fault(trouble, 0, Integer.MAX_VALUE, -1);
    }

    public Fault once() {
        return times(1);
    }

    public Fault times(int number) {
        return new Fault(trouble, skip, number, step);
    }

    public Fault skip(int number) {
        return new Fault(trouble, number, times, step);
    }

    /** Only where the script's step of this number would answer; the first has the number 0. */
    public Fault atStep(int number) {
        return new Fault(trouble, skip, times, number);
    }

    boolean concerns(ModelRequest request) {
        return step < 0 || step == request.step();
    }

    /**
     * @param before how many requests that concern this fault came earlier
     */
    boolean strikes(int before) {
        return before >= skip && before - skip < times;
    }
}
