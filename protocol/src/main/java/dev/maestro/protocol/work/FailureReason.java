package dev.maestro.protocol.work;

import java.util.Locale;

/**
 * Why a run did not succeed: a closed list, each with the one advice that follows from it. Retries
 * are counted and bounded whatever the advice.
 */
public enum FailureReason {
    PROVIDER_RATE_LIMITED(Advice.RETRY_AT, "the provider asked to wait"),
    PROVIDER_USAGE_LIMIT(Advice.RETRY_AT, "the provider's usage limit is reached"),
    PROVIDER_OVERLOADED(Advice.RETRY_AT, "the provider has too much to do"),
    PROVIDER_AUTH(Advice.ASK_OPERATOR, "the provider did not accept its credentials"),
    PROVIDER_MISSING(Advice.OTHER_SESSION, "the provider's program was not found"),
    PROVIDER_CRASHED(Advice.RETRY_NOW, "the provider ended with an error"),
    PROVIDER_DECLINED(Advice.ASK_OPERATOR, "the provider would not do it"),
    STALLED(Advice.OTHER_SESSION, "the provider was silent for too long"),
    TIMED_OUT(Advice.RETRY_NOW, "the time-out of this step was reached"),
    NO_CHANGES(Advice.OTHER_SESSION, "the provider ended without changing anything"),
    NO_VERDICT(Advice.OTHER_SESSION, "the review ended without a verdict"),
    AMBIGUOUS_VERDICT(Advice.OTHER_SESSION, "the review gave verdicts that differ"),
    SANDBOX_REFUSED(Advice.ASK_OPERATOR, "the sandbox refused the directory"),
    WORKSPACE_UNSAFE(Advice.ASK_OPERATOR, "something outside the run's own branch was changed"),
    SET_UP_FAILED(Advice.OTHER_SESSION, "the worktree could not be set up"),
    MERGE_CONFLICT(Advice.RETRY_NOW, "the branch conflicts with the epic"),
    CHECKS_FAILED(Advice.RETRY_NOW, "the check command failed"),
    CHECK_TIMED_OUT(Advice.ASK_OPERATOR, "the check command did not end in time and was killed"),
    PUSH_REFUSED(Advice.RETRY_NOW, "the remote did not take the branch"),
    SESSION_LOST(Advice.RETRY_NOW, "the session was lost"),
    STORAGE_FULL(Advice.RETRY_AT, "the server had no room for the run's output"),
    AT_CAPACITY(Advice.OTHER_SESSION, "all seats of the session were taken"),
    CANCELLED_BY_OPERATOR(Advice.ASK_OPERATOR, "a person cancelled it"),
    PLAN_PAUSED(Advice.RETRY_NOW, "the plan was paused"),
    BUDGET_EXCEEDED(Advice.ASK_OPERATOR, "the budget is spent"),
    NO_PROGRESS(Advice.ASK_OPERATOR, "the same failure came three times in a row"),
    INTERNAL(Advice.RETRY_NOW, "an error of the client itself");

    private final Advice advice;
    private final String sentence;

    FailureReason(Advice advice, String sentence) {
        this.advice = advice;
        this.sentence = sentence;
    }

    public Advice advice() {
        return advice;
    }

    /** For people; without a full stop. */
    public String sentence() {
        return sentence;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
