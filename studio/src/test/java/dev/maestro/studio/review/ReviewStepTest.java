package dev.maestro.studio.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.review.ReviewStep.Attempt;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewStepTest {

    private static final CommitId COMMIT = new CommitId("a".repeat(40));
    private static final CommitId EARLIER = new CommitId("b".repeat(40));
    private static final RunId RUN = RunId.random();

    @Test
    void queuesAReviewForACommitThatNobodyLookedAt() {
        assertThat(step(List.of(), Optional.empty())).isEqualTo(new ReviewStep.Queue());
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "DISPATCHED", "RUNNING", "PAUSED", "ORPHANED"})
    void waitsForAReviewThatLives(RunState state) {
        assertThat(step(List.of(attempt(state)), Optional.empty()))
                .isEqualTo(new ReviewStep.Wait());
    }

    @Test
    void writesDownTheVerdictOfAnEndedReview() {
        var verdict = new RunMethod.Verdict(true, COMMIT.hex(), "", List.of());

        assertThat(step(List.of(succeeded(verdict, false)), Optional.empty()))
                .isEqualTo(new ReviewStep.Judge(RUN, verdict));
    }

    @Test
    void neverTakesAVerdictOnAnotherCommitForThisOne() {
        var verdict = new RunMethod.Verdict(true, EARLIER.hex(), "", List.of());

        assertThat(step(List.of(succeeded(verdict, false)), Optional.empty()))
                .isInstanceOf(ReviewStep.AskOperator.class);
    }

    @Test
    void asksAgainAfterAReviewWithoutVerdictAndAPersonAfterThree() {
        Attempt failed = failed(RunState.FAILED, FailureReason.AMBIGUOUS_VERDICT);

        assertThat(step(List.of(failed, failed), Optional.empty()))
                .isEqualTo(new ReviewStep.Queue());
        assertThat(step(List.of(failed, failed, failed), Optional.empty()))
                .isInstanceOfSatisfying(
                        ReviewStep.AskOperator.class,
                        ask ->
                                assertThat(ask.sentence())
                                        .contains(
                                                "3 reviews", "verdicts that differ", "Try again"));
    }

    @Test
    void asksAPersonWhenAPersonCancelledTheReviewButNotWhenAPauseDid() {
        assertThat(
                        step(
                                List.of(
                                        failed(
                                                RunState.CANCELLED,
                                                FailureReason.CANCELLED_BY_OPERATOR)),
                                Optional.empty()))
                .isInstanceOf(ReviewStep.AskOperator.class);
        assertThat(
                        step(
                                List.of(failed(RunState.CANCELLED, FailureReason.PLAN_PAUSED)),
                                Optional.empty()))
                .isEqualTo(new ReviewStep.Queue());
    }

    @Test
    void comparesWithTheLastVerdictWhenThatWasAnApproval() {
        Verdict approval = verdict(true);

        assertThat(step(List.of(), Optional.of(approval)))
                .isEqualTo(new ReviewStep.Compare(approval));
        assertThat(step(List.of(), Optional.of(verdict(false)))).isEqualTo(new ReviewStep.Queue());
    }

    @Test
    void startsNothingForATaskThatIsHeldButStillTakesAVerdict() {
        var verdict = new RunMethod.Verdict(false, COMMIT.hex(), "no", List.of());

        assertThat(ReviewStep.of(COMMIT, true, List.of(), Optional.empty()))
                .isEqualTo(new ReviewStep.Wait());
        assertThat(
                        ReviewStep.of(
                                COMMIT, true, List.of(succeeded(verdict, false)), Optional.empty()))
                .isEqualTo(new ReviewStep.Judge(RUN, verdict));
    }

    private static ReviewStep step(List<Attempt> attempts, Optional<Verdict> last) {
        return ReviewStep.of(COMMIT, false, attempts, last);
    }

    private static Attempt attempt(RunState state) {
        return new Attempt(RUN, state, false, Optional.empty(), Optional.empty());
    }

    private static Attempt failed(RunState state, FailureReason why) {
        return new Attempt(RUN, state, false, Optional.empty(), Optional.of(why));
    }

    private static Attempt succeeded(RunMethod.Verdict verdict, boolean judged) {
        return new Attempt(RUN, RunState.SUCCEEDED, judged, Optional.of(verdict), Optional.empty());
    }

    private static Verdict verdict(boolean approved) {
        return new Verdict(
                VerdictId.random(),
                TaskId.random(),
                Optional.of(RunId.random()),
                Optional.empty(),
                1,
                approved,
                EARLIER,
                "patch",
                "because",
                List.of(),
                false,
                Instant.EPOCH);
    }
}
