package dev.maestro.studio.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.merge.MergeStage;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewsTest {

    @TempDir Path room;
    private MergeStage stage;

    @BeforeEach
    void open() {
        stage = new MergeStage(room, Optional.empty());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void queuesOneReviewOfTheSubmittedCommit() {
        Plan plan = stage.plan(1);
        CommitId commit = stage.submits(plan, 1, "a.txt", "a\n");

        stage.reviewsAreDue();
        stage.reviewsAreDue();

        Run review = stage.liveReview(plan, 1);
        assertThat(review.purpose()).isEqualTo(Purpose.REVIEW);
        assertThat(review.commitId()).contains(commit.hex());
        assertThat(reviews(plan)).hasSize(1);
    }

    @Test
    void startsNoReviewOfAPausedPlan() {
        Plan plan = stage.plan(1);
        stage.submits(plan, 1, "a.txt", "a\n");
        stage.rooms().plans().pause(stage.owner(), plan.id());

        stage.reviewsAreDue();

        assertThat(reviews(plan)).isEmpty();
    }

    @Test
    void anApprovalIsWrittenDownOnceAndBoundToTheCommit() {
        Plan plan = stage.plan(1);
        CommitId commit = stage.submits(plan, 1, "a.txt", "a\n");
        stage.reviewsAreDue();
        stage.judges(stage.liveReview(plan, 1), true, "");

        stage.reviewsAreDue();
        stage.diesAndStartsAgain();
        stage.reviewsAreDue();

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.APPROVED);
        assertThat(verdicts(plan))
                .singleElement()
                .satisfies(verdict -> {
                    assertThat(verdict.approved()).isTrue();
                    assertThat(verdict.commitId()).isEqualTo(commit);
                    assertThat(verdict.patchId()).hasSize(40);
                });
    }

    @Test
    void aRejectionSendsTheTaskBackWithReasonFindingsAndAComment() {
        Plan plan = stage.plan(1);
        stage.submits(plan, 1, "a.txt", "a\n");
        stage.reviewsAreDue();
        stage.judges(stage.liveReview(plan, 1), false, "no test");

        stage.reviewsAreDue();

        Task task = stage.task(plan, 1);
        assertThat(task.state()).isEqualTo(TaskState.DISPATCHED);
        assertThat(task.findings()).contains("no test", "look here");
        assertThat(stage.rooms().tasks().comments().of(task.id()))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).isEqualTo("no test\n- look here"));
    }

    @Test
    void aPersonDecidesAfterTheThirdRejection() {
        Plan plan = stage.plan(1);
        for (int round = 1; round <= 3; round++) {
            stage.submits(plan, 1, "a.txt", "round %d\n".formatted(round));
            stage.reviewsAreDue();
            stage.judges(stage.liveReview(plan, 1), false, "no");
            stage.reviewsAreDue();
        }

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.NEEDS_OPERATOR);
        assertThat(verdicts(plan)).extracting(Verdict::round).containsExactly(1, 2, 3);
    }

    @Test
    void aReviewWithoutVerdictIsNeverAnApprovalAndAsksAPersonTheThirdTime() {
        Plan plan = stage.plan(1);
        stage.submits(plan, 1, "a.txt", "a\n");
        for (int time = 1; time <= 3; time++) {
            stage.reviewsAreDue();
            stage.fails(stage.liveReview(plan, 1), FailureReason.NO_VERDICT);
        }

        stage.reviewsAreDue();

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.NEEDS_OPERATOR);
        assertThat(stage.task(plan, 1).waitsFor().orElseThrow()).contains("without a verdict");
        assertThat(verdicts(plan)).isEmpty();
    }

    @Test
    void theSamePatchAfterAResolvedConflictKeepsItsApproval() {
        Plan plan = conflicted();
        String epic = plan.epicBranch().orElseThrow();
        stage.remote().commitOn(epic, epic, "README.md", "one\ntwo\nthree\n");
        CommitId resolved = stage.resolves(plan, 2, "README.md", "1\ntwo\nthree\n");

        stage.reviewsAreDue();

        assertThat(stage.state(plan, 2)).isEqualTo(TaskState.APPROVED);
        assertThat(stage.rooms().reviews().ofTask(stage.task(plan, 2).id()).getLast())
                .satisfies(verdict -> {
                    assertThat(verdict.carried()).isTrue();
                    assertThat(verdict.commitId()).isEqualTo(resolved);
                });
        stage.mergesAreDue();
        assertThat(stage.state(plan, 2)).isEqualTo(TaskState.DONE);
    }

    @Test
    void anotherPatchAfterAResolvedConflictIsReviewedAgain() {
        Plan plan = conflicted();
        stage.resolves(plan, 2, "README.md", "ONE and 1\ntwo\nthree\n");

        stage.reviewsAreDue();

        assertThat(stage.state(plan, 2)).isEqualTo(TaskState.IN_REVIEW);
        assertThat(stage.liveReview(plan, 2).purpose()).isEqualTo(Purpose.REVIEW);
    }

    @Test
    void aPersonsVerdictEndsTheReviewThatIsUnderWay() {
        Plan plan = stage.plan(1);
        CommitId commit = stage.submits(plan, 1, "a.txt", "a\n");
        stage.reviewsAreDue();
        Run review = stage.liveReview(plan, 1);

        Verdict verdict =
                stage.rooms()
                        .reviews()
                        .byPerson(
                                stage.owner(),
                                stage.task(plan, 1).id(),
                                false,
                                "not like this",
                                List.of("line 1"),
                                commit);

        assertThat(verdict.userId()).contains(stage.owner());
        assertThat(stage.rooms().runs().run(review.id()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DISPATCHED);
        assertThat(stage.rooms().tasks().comments().of(stage.task(plan, 1).id()))
                .singleElement()
                .satisfies(comment -> assertThat(comment.author()).isEqualTo("Ada"));
    }

    @Test
    void refusesAPersonsVerdictOnAnotherCommitWithoutReasonOrTooLate() {
        Plan plan = stage.plan(1);
        CommitId commit = stage.submits(plan, 1, "a.txt", "a\n");
        CommitId other = new CommitId("0".repeat(40));

        assertRefused(RefusalCode.CONFLICT, () -> judge(plan, true, "", other));
        assertRefused(RefusalCode.INVALID_PARAMS, () -> judge(plan, false, " ", commit));
        judge(plan, true, "", commit);
        assertRefused(RefusalCode.INVALID_TRANSITION, () -> judge(plan, true, "", commit));
        assertThat(verdicts(plan)).hasSize(1);
    }

    /** Task 1 is merged; task 2, approved before, conflicts with it in its first line. */
    private Plan conflicted() {
        Plan plan = stage.plan(3);
        stage.submits(plan, 1, "README.md", "ONE\ntwo\nthree\n");
        stage.submits(plan, 2, "README.md", "1\ntwo\nthree\n");
        stage.approves(plan, 1);
        stage.approves(plan, 2);
        stage.mergesAreDue();
        assertThat(stage.state(plan, 2)).isEqualTo(TaskState.DISPATCHED);
        return plan;
    }

    private Verdict judge(Plan plan, boolean approved, String reason, CommitId commit) {
        return stage.rooms()
                .reviews()
                .byPerson(
                        stage.owner(),
                        stage.task(plan, 1).id(),
                        approved,
                        reason,
                        List.of(),
                        commit);
    }

    private static void assertRefused(RefusalCode code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private List<Run> reviews(Plan plan) {
        return stage.rooms().runs().ofTask(stage.task(plan, 1).id()).stream()
                .filter(run -> run.purpose() == Purpose.REVIEW)
                .toList();
    }

    private List<Verdict> verdicts(Plan plan) {
        return stage.rooms().reviews().ofTask(stage.task(plan, 1).id());
    }
}
