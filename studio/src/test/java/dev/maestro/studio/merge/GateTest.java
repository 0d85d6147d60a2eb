package dev.maestro.studio.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.task.TaskState;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue of the epic in a project with a check command. */
class GateTest {

    @TempDir Path room;
    private MergeStage stage;

    @BeforeEach
    void open() {
        stage = new MergeStage(room, Optional.of("./check"));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void movesTheEpicOnlyAfterTheCheckPassedOnTheMergeResult() {
        Plan plan = stage.plan(2);
        Optional<CommitId> before = stage.epic(plan);
        stage.finishes(plan, 1);

        stage.mergesAreDue();

        Run gate = stage.gateRun(plan);
        assertThat(gate.purpose()).isEqualTo(Purpose.CHECK);
        assertThat(stage.epic(plan)).isEqualTo(before);
        assertThat(stage.remote().head(gate.fetchRef().orElseThrow()).map(CommitId::hex))
                .isEqualTo(gate.commitId());

        stage.checks(gate, 0);
        stage.mergesAreDue();

        assertThat(stage.epic(plan).map(CommitId::hex)).isEqualTo(gate.commitId());
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
        assertThat(stage.remote().refs()).noneMatch(ref -> ref.startsWith("refs/maestro/"));
    }

    @Test
    void checksOneMergeOfAPlanAtATime() {
        Plan plan = stage.plan(3);
        stage.finishes(plan, 1);
        stage.finishes(plan, 2);

        stage.mergesAreDue();

        assertThat(stage.rooms().merges().ofPlan(plan.id()))
                .extracting(Merge::state)
                .containsExactly(MergeState.GATING, MergeState.WAITING);
    }

    @Test
    void sendsTheFailingLogBackToTheDeveloperAndAsksAPersonTheThirdTime() {
        Plan plan = stage.plan(2);
        for (int time = 1; time <= 3; time++) {
            stage.submits(plan, 1, "file.txt", "try %d\n".formatted(time));
            stage.approves(plan, 1);
            stage.mergesAreDue();
            stage.checks(stage.gateRun(plan), 7);
            stage.mergesAreDue();
            assertThat(stage.state(plan, 1))
                    .isEqualTo(time < 3 ? TaskState.DISPATCHED : TaskState.NEEDS_OPERATOR);
            if (time == 1) {
                assertThat(stage.task(plan, 1).findings())
                        .anySatisfy(finding -> assertThat(finding).contains("the log's end"));
            }
        }

        assertThat(stage.task(plan, 1).waitsFor().orElseThrow()).contains("3 times", "code 7");
        assertThat(stage.rooms().merges().ofPlan(plan.id()))
                .extracting(Merge::state)
                .containsOnly(MergeState.GATE_FAILED);
    }

    @Test
    void asksAPersonWhenTheCheckHangs() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.mergesAreDue();

        stage.fails(stage.gateRun(plan), FailureReason.CHECK_TIMED_OUT);
        stage.mergesAreDue();

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.NEEDS_OPERATOR);
    }

    @Test
    void checksTheNewMergeResultWhenAStrangerMovedTheEpicMeanwhile() {
        Plan plan = stage.plan(2);
        String epic = plan.epicBranch().orElseThrow();
        stage.finishes(plan, 1);
        stage.mergesAreDue();
        Run first = stage.gateRun(plan);
        CommitId strangers = stage.remote().commitOn(epic, epic, "stranger.txt", "hello\n");
        stage.checks(first, 0);

        stage.mergesAreDue();

        Run second = stage.gateRun(plan);
        assertThat(second.commitId()).isNotEqualTo(first.commitId());
        assertThat(stage.epic(plan)).contains(strangers);

        stage.checks(second, 0);
        stage.mergesAreDue();

        assertThat(stage.epic(plan).map(CommitId::hex)).isEqualTo(second.commitId());
        assertThat(stage.remote().holds(epic, strangers)).isTrue();
        assertThat(stage.remote().merges(epic)).containsExactly("Merge task 1: Task 1");
    }

    @Test
    void checksAnewWhatAPauseTookBack() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.mergesAreDue();
        Run before = stage.gateRun(plan);
        stage.rooms().plans().pause(stage.owner(), plan.id());
        stage.rooms().runs().orders().withdraw(before.id(), FailureReason.PLAN_PAUSED);
        stage.mergesAreDue();
        stage.rooms().plans().resume(stage.owner(), plan.id());

        stage.mergesAreDue();

        assertThat(stage.gateRun(plan).commitId()).isEqualTo(before.commitId());
    }

    @Test
    void endsTheCheckOfATaskThatWasCancelled() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.mergesAreDue();
        Run gate = stage.gateRun(plan);
        stage.rooms().tasks().orders().cancel(stage.owner(), stage.task(plan, 1).id());

        stage.mergesAreDue();

        assertThat(stage.rooms().runs().run(gate.id()).state()).isEqualTo(RunState.CANCELLED);
        assertThat(stage.rooms().merges().ofPlan(plan.id()).getFirst().state())
                .isEqualTo(MergeState.DROPPED);
        assertThat(stage.remote().refs())
                .contains(stage.task(plan, 1).branchRef())
                .doesNotContain(gate.fetchRef().orElseThrow());
    }

    @Test
    void checksAReleaseBeforeTheBaseBranchMoves() {
        Plan plan = stage.plan(1);
        Optional<CommitId> base = stage.remote().head("refs/heads/main");
        stage.finishes(plan, 1);
        stage.mergesAreDue();
        stage.checks(stage.gateRun(plan), 0);
        stage.mergesAreDue();

        Run gate = stage.gateRun(plan);
        assertThat(gate.purpose()).isEqualTo(Purpose.RELEASE);
        stage.checks(gate, 1);
        stage.mergesAreDue();

        assertThat(stage.remote().head("refs/heads/main")).isEqualTo(base);
        assertThat(stage.reread(plan.id()).state()).isEqualTo(PlanState.ACTIVE);
        assertThat(stage.rooms().merges().release(plan.id()).orElseThrow().detail())
                .startsWith("the check ended with exit code 1\nthe log's end");

        stage.rooms().merges().retryRelease(stage.owner(), plan.id());
        stage.mergesAreDue();
        stage.checks(stage.gateRun(plan), 0);
        stage.mergesAreDue();

        assertThat(stage.reread(plan.id()).state()).isEqualTo(PlanState.COMPLETED);
        assertThat(stage.remote().merges("main")).containsExactly("Release: Search");
    }

    @Test
    void aMergeOfACancelledPlanIsStillWorkUntilItIsWithdrawn() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.mergesAreDue();
        stage.rooms().plans().cancel(stage.owner(), plan.id());

        assertThat(stage.rooms().merges().projectsWithWork()).containsExactly(plan.projectId());
        stage.mergesAreDue();

        assertThat(stage.rooms().merges().ofPlan(plan.id()))
                .extracting(Merge::state)
                .containsExactly(MergeState.DROPPED);
        assertThat(stage.rooms().merges().projectsWithWork()).isEmpty();
        assertThat(stage.remote().refs()).noneMatch(ref -> ref.startsWith("refs/maestro/"));
    }
}
