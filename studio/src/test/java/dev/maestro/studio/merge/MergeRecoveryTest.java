package dev.maestro.studio.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.task.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is cut short, and however many sweep at once: one merge commit a task, one release. */
class MergeRecoveryTest {

    @TempDir Path room;

    @SuppressWarnings("NullAway.Init")
    private MergeStage stage;

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void endsWithOneMergeWhenItDiesBetweenAnyTwoSteps() {
        stage = new MergeStage(room, Optional.of("./check"));
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.finishes(plan, 2);

        for (int step = 0; step < 40 && !completed(plan); step++) {
            stage.oneStep();
            stage.diesAndStartsAgain();
            stage.rooms().runs().ofPlan(plan.id()).stream()
                    .filter(run -> run.mergeId().isPresent() && !run.state().terminal())
                    .forEach(run -> stage.checks(run, 0));
        }

        assertMergedOnce(plan, 2);
    }

    @Test
    void recognisesAPushThatWasDoneButNotWrittenDown() {
        stage = new MergeStage(room, Optional.empty());
        Plan plan = stage.plan(1);
        stage.finishes(plan, 1);
        stage.oneStep();
        Merge landing = stage.rooms().merges().ofPlan(plan.id()).getFirst();
        assertThat(landing.state()).isEqualTo(MergeState.LANDING);
        pushByHand(plan.epicRef(), landing);
        stage.diesAndStartsAgain();

        stage.oneStep();
        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
        stage.oneStep();
        Merge release = stage.rooms().merges().release(plan.id()).orElseThrow();
        pushByHand("refs/heads/main", release);
        stage.diesAndStartsAgain();
        stage.mergesAreDue();

        assertMergedOnce(plan, 1);
    }

    @Test
    void recognisesItsPushUnderWhatAStrangerPushedOnTop() {
        stage = new MergeStage(room, Optional.empty());
        Plan plan = stage.plan(2);
        String epic = plan.epicBranch().orElseThrow();
        stage.finishes(plan, 1);
        stage.oneStep();
        pushByHand(plan.epicRef(), stage.rooms().merges().ofPlan(plan.id()).getFirst());
        stage.diesAndStartsAgain();
        stage.remote().commitOn(epic, epic, "stranger.txt", "on top\n");

        stage.mergesAreDue();

        assertThat(stage.state(plan, 1)).isEqualTo(TaskState.DONE);
        assertThat(stage.remote().merges(epic)).containsExactly("Merge task 1: Task 1");
    }

    @Test
    void queuesTheCheckWhenItDiedAfterShowingTheMergeCommit() {
        stage = new MergeStage(room, Optional.of("./check"));
        Plan plan = stage.plan(2);
        stage.finishes(plan, 1);
        stage.oneStep();
        Merge gating = stage.rooms().merges().ofPlan(plan.id()).getFirst();
        assertThat(gating.state()).isEqualTo(MergeState.GATING);
        pushByHand(gating.gateRef().orElseThrow(), gating);
        stage.diesAndStartsAgain();

        stage.mergesAreDue();

        assertThat(stage.gateRun(plan).commitId())
                .isEqualTo(gating.mergeCommit().map(CommitId::hex));
    }

    @Test
    void makesTheSameCommitAgainWhenTheCloneIsLost() throws IOException {
        stage = new MergeStage(room, Optional.of("./check"));
        Plan plan = stage.plan(1);
        stage.finishes(plan, 1);
        stage.oneStep();
        Merge gating = stage.rooms().merges().ofPlan(plan.id()).getFirst();
        try (Stream<Path> files = Files.walk(room.resolve("clones"))) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
        stage.diesAndStartsAgain();

        stage.mergesAreDue();

        Run gate = stage.gateRun(plan);
        assertThat(gate.commitId()).isEqualTo(gating.mergeCommit().map(CommitId::hex));
    }

    @Test
    void sweepsOfTwoStudiosAtOnceMergeEachTaskOnce() throws Exception {
        stage = new MergeStage(room, Optional.empty());
        Plan plan = stage.plan(6);
        for (int number = 1; number <= 6; number++) {
            stage.finishes(plan, number);
        }
        MergeStage.Rooms one = stage.rooms();
        MergeStage.Rooms two = stage.another();
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> sweeps =
                    Stream.of(one, two)
                            .<Future<?>>map(rooms ->
                                    threads.submit(() -> {
                                        together.await(30, TimeUnit.SECONDS);
                                        rooms.merges().sweep(stage.project().id());
                                        return true;
                                    }))
                            .toList();
            for (Future<?> sweep : sweeps) {
                sweep.get(60, TimeUnit.SECONDS);
            }
        } finally {
            two.database().close();
        }
        stage.mergesAreDue();

        assertMergedOnce(plan, 6);
    }

    private boolean completed(Plan plan) {
        return stage.reread(plan.id()).state() == PlanState.COMPLETED;
    }

    private void pushByHand(String ref, Merge merge) {
        Git clone = Git.at(room.resolve("clones").resolve(stage.project().id().toString()));
        clone.run("push", "--quiet", "origin", merge.mergeCommit().orElseThrow().hex() + ":" + ref);
    }

    private void assertMergedOnce(Plan plan, int tasks) {
        assertThat(completed(plan)).isTrue();
        assertThat(stage.remote().merges("main")).containsExactly("Release: Search");
        assertThat(stage.remote().merges("main^2")).hasSize(tasks).doesNotHaveDuplicates();
        assertThat(stage.rooms().merges().ofPlan(plan.id()))
                .hasSize(tasks + 1)
                .extracting(Merge::state)
                .containsOnly(MergeState.LANDED);
    }
}
