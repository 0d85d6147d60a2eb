package dev.maestro.studio.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.maestro.git.CommitId;
import dev.maestro.git.Trailers;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue of the epic in a project without a check command. */
class MergesTest {

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
    void mergesAnApprovedCommitIntoTheEpicWithItsTrailers() {
        Plan plan = stage.plan(2);
        CommitId commit = stage.finishes(plan, 1);

        stage.mergesAreDue();

        CommitId epic = stage.epic(plan).orElseThrow();
        assertThat(stage.remote().holds(plan.epicBranch().orElseThrow(), commit)).isTrue();
        assertThat(stage.remote().message(epic)).startsWith("Merge task 1: Task 1\n");
        assertThat(Trailers.parse(stage.remote().message(epic)))
                .containsEntry("Maestro-Plan", List.of(plan.id().toString()))
                .containsEntry("Maestro-Task", List.of(stage.task(plan, 1).id().toString()))
                .containsKeys("Maestro-Run", "Maestro-Verdict");
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
        assertThat(stage.types()).contains("task.merged", "task.done");
    }

    @Test
    void mergesOneAfterAnotherInTheOrderOfApproval() {
        Plan plan = stage.plan(4);
        stage.finishes(plan, 3);
        stage.finishes(plan, 1);
        stage.finishes(plan, 2);

        stage.mergesAreDue();

        assertThat(stage.remote().merges(plan.epicBranch().orElseThrow()))
                .containsExactly(
                        "Merge task 2: Task 2", "Merge task 1: Task 1", "Merge task 3: Task 3");
    }

    @Test
    void startsNoMergeOfAPausedPlan() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        Optional<CommitId> before = stage.epic(plan);
        stage.rooms().plans().pause(stage.owner(), plan.id());

        stage.mergesAreDue();

        assertThat(stage.epic(plan)).isEqualTo(before);
        assertThat(stage.rooms().merges().ofPlan(plan.id())).isEmpty();

        stage.rooms().plans().resume(stage.owner(), plan.id());
        stage.mergesAreDue();

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
    }

    @Test
    void makesTheMergeAgainWhenAStrangerMovedTheEpic() {
        Plan plan = stage.plan(3);
        String epic = plan.epicBranch().orElseThrow();
        stage.finishes(plan, 1);
        stage.mergesAreDue();
        CommitId strangers = stage.remote().commitOn(epic, epic, "stranger.txt", "hello\n");
        CommitId commit = stage.finishes(plan, 2);

        stage.mergesAreDue();

        assertThat(stage.remote().holds(epic, strangers)).isTrue();
        assertThat(stage.remote().holds(epic, commit)).isTrue();
        assertThat(stage.state(plan, 2)).isEqualTo(TaskState.DONE);
        assertThat(stage.remote().merges(epic)).hasSize(2);
    }

    @Test
    void sendsAConflictBackWithItsFiles() {
        Plan plan = stage.plan(2);
        stage.submits(plan, 1, "README.md", "ONE\ntwo\nthree\n");
        stage.submits(plan, 2, "README.md", "1\ntwo\nthree\n");
        stage.approves(plan, 1);
        stage.approves(plan, 2);

        stage.mergesAreDue();

        Task conflicting = stage.task(plan, 2);
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
        assertThat(conflicting.state()).isEqualTo(TaskState.DISPATCHED);
        assertThat(conflicting.conflictPaths()).containsExactly("README.md");
        assertThat(conflicting.conflictCommit()).isEqualTo(stage.epic(plan).map(CommitId::hex));
        assertThat(stage.types()).contains("task.conflicted");
    }

    @Test
    void asksAPersonAtTheFifthConflictOfOneTask() {
        Plan plan = stage.plan(2);
        String epic = plan.epicBranch().orElseThrow();
        for (int time = 1; time <= 5; time++) {
            stage.submits(plan, 1, "README.md", "mine %d\n".formatted(time));
            stage.remote().commitOn(epic, epic, "README.md", "theirs %d\n".formatted(time));
            stage.diesAndStartsAgain();
            stage.approves(plan, 1);
            stage.mergesAreDue();
        }

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.NEEDS_OPERATOR);
        assertThat(stage.task(plan, 1).waitsFor().orElseThrow())
                .startsWith("it conflicted with the epic 5 times, now in README.md; \"Try again\"");
    }

    @Test
    void reviewsAgainWhatWasPushedAfterTheApproval() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        String branch = stage.task(plan, 1).branch();
        CommitId later = stage.remote().commitOn(branch, branch, "later.txt", "sneaked in\n");

        stage.mergesAreDue();

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.IN_REVIEW);
        assertThat(stage.task(plan, 1).headCommit()).contains(later.hex());
        assertThat(stage.remote().holds(plan.epicBranch().orElseThrow(), later)).isFalse();
    }

    @Test
    void keepsTheQueuesOfTwoProjectsApart() throws Exception {
        RemoteRepository elsewhere =
                new RemoteRepository(Files.createDirectory(room.resolve("elsewhere")));
        Project other = stage.project("Other", elsewhere, Optional.empty());
        Plan mine = stage.plan(2);
        Plan theirs = stage.plan(other, 2);
        stage.finishes(mine, 1);
        stage.finishes(elsewhere, theirs, 1);
        Files.move(elsewhere.path(), elsewhere.path().resolveSibling("away.git"));

        stage.mergesAreDue();

        assertThat(stage.state(mine, 1)).isEqualTo(TaskState.DONE);
        assertThat(stage.state(theirs, 1)).isEqualTo(TaskState.APPROVED);

        Files.move(elsewhere.path().resolveSibling("away.git"), elsewhere.path());
        stage.rooms().merges().sweep(other.id());

        assertThat(stage.state(theirs, 1)).isEqualTo(TaskState.DONE);
    }

    @Test
    void saysOnThePageWhatTheRemoteRefusedAndGoesOnOnceItDoesNot() throws Exception {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        Path away = stage.remote().path().resolveSibling("away.git");
        Files.move(stage.remote().path(), away);

        assertThat(catchThrowable(stage::mergesAreDue)).isNotNull();

        assertThat(stage.rooms().merges().ofPlan(plan.id()).getFirst().detail())
                .startsWith("git failed");
        Files.move(away, stage.remote().path());
        stage.mergesAreDue();
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
    }

    @Test
    void dropsTheMergeOfATaskThatWasCancelled() {
        Plan plan = stage.plan(2);
        CommitId commit = stage.finishes(plan, 1);
        stage.oneStep();
        stage.rooms().tasks().orders().cancel(stage.owner(), stage.task(plan, 1).id());

        stage.mergesAreDue();

        assertThat(stage.rooms().merges().ofPlan(plan.id()).getFirst().state())
                .isEqualTo(MergeState.DROPPED);
        assertThat(stage.remote().holds(plan.epicBranch().orElseThrow(), commit)).isFalse();
        assertThat(stage.remote().refs()).contains(stage.task(plan, 1).branchRef());
    }

    @Test
    void releasesAFinishedPlanWithNotesAndCompletesIt() {
        Plan plan = stage.plan(2);
        CommitId before = stage.remote().head("refs/heads/main").orElseThrow();
        stage.finishes(plan, 1);
        stage.finishes(plan, 2);

        stage.mergesAreDue();

        CommitId released = stage.remote().head("refs/heads/main").orElseThrow();
        assertThat(stage.remote().holds("main", before)).isTrue();
        assertThat(stage.remote().merges("main")).containsExactly("Release: Search");
        assertThat(stage.remote().message(released))
                .contains("People find things.", "  1. Task 1 (", "2 tasks done.", "Maestro-Plan");
        assertThat(stage.reread(plan.id()).state()).isEqualTo(PlanState.COMPLETED);
        assertThat(stage.types()).containsSubsequence("plan.released", "plan.completed");
    }

    @Test
    void leavesTheBaseBranchAloneWhileATaskIsOpen() {
        Plan plan = stage.plan(2);
        Optional<CommitId> before = stage.remote().head("refs/heads/main");
        stage.finishes(plan, 1);

        stage.mergesAreDue();

        assertThat(stage.remote().head("refs/heads/main")).isEqualTo(before);
    }

    @Test
    void releasesWithoutWhatWasCancelled() {
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.rooms().tasks().orders().cancel(stage.owner(), stage.task(plan, 2).id());

        stage.mergesAreDue();

        CommitId released = stage.remote().head("refs/heads/main").orElseThrow();
        assertThat(stage.remote().message(released))
                .contains("  2. Task 2 (cancelled)", "1 task done, 1 cancelled.");
    }

    @Test
    void keepsAConflictingReleaseForAPersonWhoAsksAgain() {
        Plan plan = stage.plan(1);
        stage.submits(plan, 1, "README.md", "epic\n");
        stage.approves(plan, 1);
        stage.remote().commitOn("main", "main", "README.md", "base\n");

        stage.mergesAreDue();

        Merge release = stage.rooms().merges().release(plan.id()).orElseThrow();
        assertThat(release.state()).isEqualTo(MergeState.CONFLICTED);
        assertThat(release.conflicts()).containsExactly("README.md");
        assertThat(stage.reread(plan.id()).state()).isEqualTo(PlanState.ACTIVE);

        stage.remote().resolveOn(plan.epicBranch().orElseThrow(), "main", "README.md", "both\n");
        stage.mergesAreDue();
        assertThat(stage.reread(plan.id()).state()).isEqualTo(PlanState.ACTIVE);
        stage.rooms().merges().retryRelease(stage.owner(), plan.id());
        stage.mergesAreDue();

        assertThat(stage.reread(plan.id()).state()).isEqualTo(PlanState.COMPLETED);
        assertThat(stage.remote().merges("main")).containsExactly("Release: Search");
    }

    @Test
    void removesWhatIsMergedAndNothingElse() {
        Plan plan = stage.plan(3);
        stage.finishes(plan, 1);
        stage.finishes(plan, 2);
        String cancelled = stage.task(plan, 3).branch();
        CommitId unmerged =
                stage.remote()
                        .commitOn(cancelled, plan.epicBranch().orElseThrow(), "wip.txt", "half\n");
        stage.rooms().tasks().orders().cancel(stage.owner(), stage.task(plan, 3).id());
        String snapshot = stage.task(plan, 1).snapshotRef();
        stage.remote().set(snapshot, unmerged);
        stage.oneStep();
        stage.oneStep();
        String second = stage.task(plan, 1).branch();
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
        CommitId after = stage.remote().commitOn(second, second, "after.txt", "after\n");

        stage.mergesAreDue();

        assertThat(stage.remote().refs())
                .contains("refs/heads/main", "refs/heads/" + cancelled, "refs/heads/" + second)
                .doesNotContain(plan.epicRef(), stage.task(plan, 2).branchRef(), snapshot);
        assertThat(stage.remote().head("refs/heads/" + second)).contains(after);
    }
}
