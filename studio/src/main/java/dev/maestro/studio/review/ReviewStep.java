package dev.maestro.studio.review;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunState;
import java.util.List;
import java.util.Optional;

/** What is due for a task that waits for a verdict. Pure. */
sealed interface ReviewStep {

    /** So often a review may end without a verdict; then a person decides. */
    int ATTEMPTS = 3;

    String AGAIN = "; \"Try again\" lets a session work on it again, \"Cancel\" gives it up";

    /** Nothing; something else must happen first. */
    record Wait() implements ReviewStep {}

    /** A review run has given its verdict, which is not yet written down. */
    record Judge(RunId run, RunMethod.Verdict verdict) implements ReviewStep {}

    /** If the patch is still the one of this approval, the approval stands; else a review. */
    record Compare(Verdict approval) implements ReviewStep {}

    record Queue() implements ReviewStep {}

    record AskOperator(String sentence) implements ReviewStep {}

    /**
     * One review run of the present commit.
     *
     * @param judged whether its verdict is written down
     */
    record Attempt(
            RunId run,
            RunState state,
            boolean judged,
            Optional<RunMethod.Verdict> verdict,
            Optional<FailureReason> failure) {}

    /**
     * @param attempts the review runs of the commit since it was submitted, newest first
     * @param last the task's latest verdict
     */
    static ReviewStep of(
            CommitId commit, boolean held, List<Attempt> attempts, Optional<Verdict> last) {
        if (!attempts.isEmpty()) {
            Attempt newest = attempts.getFirst();
            switch (newest.state()) {
                case QUEUED, DISPATCHED, RUNNING, PAUSED, ORPHANED -> {
                    return new Wait();
                }
                case SUCCEEDED -> {
                    if (!newest.judged()) {
                        return judge(commit, newest);
                    }
                }
                case FAILED -> {
                    if (failed(attempts) >= ATTEMPTS) {
                        return new AskOperator(spent(newest));
                    }
                }
                case CANCELLED -> {
                    if (newest.failure()
                            .filter(why -> why == FailureReason.CANCELLED_BY_OPERATOR)
                            .isPresent()) {
                        return new AskOperator("a person cancelled its review" + AGAIN);
                    }
                }
            }
        }
        if (held) {
            return new Wait();
        }
        return last.filter(Verdict::approved)
                .filter(_ -> attempts.isEmpty())
                .<ReviewStep>map(Compare::new)
                .orElseGet(Queue::new);
    }

    private static ReviewStep judge(CommitId commit, Attempt attempt) {
        return attempt.verdict()
                .filter(verdict -> verdict.commit().equals(commit.hex()))
                .<ReviewStep>map(verdict -> new Judge(attempt.run(), verdict))
                .orElseGet(() -> new AskOperator(astray(commit)));
    }

    private static String astray(CommitId commit) {
        String what = "its review ended without a verdict on %s".formatted(commit.abbreviated());
        return what + AGAIN;
    }

    private static long failed(List<Attempt> attempts) {
        return attempts.stream().filter(attempt -> attempt.state() == RunState.FAILED).count();
    }

    private static String spent(Attempt newest) {
        FailureReason why = newest.failure().orElse(FailureReason.NO_VERDICT);
        String what =
                "%d reviews of it ended without a verdict, the last because %s"
                        .formatted(ATTEMPTS, why.sentence());
        return what + AGAIN;
    }
}
