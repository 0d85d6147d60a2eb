package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.git.Git;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkshopTest {

    private static final String BRANCH = "refs/heads/task/x/7-add-a-file";

    @TempDir private Path directory;
    private Stage stage;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
    }

    @Test
    void pushesWhatTheAgentLeftAndProvesIt() {
        stage.check("test -f new.txt", 20);

        develop("echo work > new.txt; echo 'MAESTRO:USAGE{\"input_tokens\":5}'");

        RunMethod.Complete complete = stage.awaits(RunMethod.Complete.class);
        RunMethod.Proof proof = complete.proof().orElseThrow();
        assertThat(proof.commit()).isEqualTo(stage.head(BRANCH));
        assertThat(proof.paths()).containsExactly("new.txt");
        assertThat(proof.check().orElseThrow().exitCode()).isZero();
        assertThat(stage.file(BRANCH, "new.txt")).isEqualTo("work\n");
        assertThat(stage.reports.all(RunMethod.UsageReport.class)).hasSize(1);
        assertThat(Git.at(stage.remote).run("log", "-1", "--format=%B", BRANCH).out())
                .contains("Maestro-Run: " + run);
        assertThat(worktrees()).isEmpty();
    }

    @Test
    void calledAnAgentThatChangesNothingByItsName() {
        develop("true");

        assertThat(failure().reason()).isEqualTo(FailureReason.NO_CHANGES);
        assertThat(stage.exists(BRANCH)).isFalse();
    }

    @Test
    void doesNotTrustAnAgentThatLeavesItsBranch() {
        develop("echo x > x; git checkout -q -b elsewhere");

        assertThat(failure().reason()).isEqualTo(FailureReason.WORKSPACE_UNSAFE);
        assertThat(stage.exists("refs/heads/elsewhere")).isFalse();
    }

    @Test
    void putsBackABranchThatAnAgentMade() {
        develop("echo x > x; git branch hidden");

        assertThat(failure().detail()).contains("refs/heads/hidden");
        assertThat(Git.at(mirror()).tryRun("rev-parse", "--verify", "hidden").ok()).isFalse();
    }

    @Test
    void stopsAnAgentFromPushing() {
        develop(
                "echo x > x; git add x; git -c user.name=a -c user.email=a@b commit -qm x;"
                        + " git push origin HEAD:refs/heads/main || true");

        stage.awaits(RunMethod.Complete.class);
        assertThat(stage.head("refs/heads/main")).isEqualTo(stage.head("refs/heads/epic/x"));
    }

    @Test
    void namesTheExitCodeOfAnAgentThatCrashed() {
        develop("echo trouble; exit 3");

        assertThat(failure().reason()).isEqualTo(FailureReason.PROVIDER_CRASHED);
        assertThat(failure().detail()).contains("3");
        assertThat(failure().logTail())
                .hasValueSatisfying(log -> assertThat(log).contains("trouble"));
    }

    @Test
    void pushesTheWorkEvenWhenTheCheckFails() {
        stage.check("echo broken; exit 4", 20);

        develop("echo x > x");

        assertThat(failure().reason()).isEqualTo(FailureReason.CHECKS_FAILED);
        assertThat(failure().logTail()).contains("broken\n");
        assertThat(stage.exists(BRANCH)).isTrue();
    }

    @Test
    void killsAHangingCheckWithItsWholeTree() {
        stage.check("sh -c 'sleep 600 & sleep 600'", 1);

        develop("echo x > x");

        assertThat(failure().reason()).isEqualTo(FailureReason.CHECK_TIMED_OUT);
        assertThat(failure().detail()).contains("within 1 s");
        assertThat(ProcessTree.killMarked(run + "-1")).isZero();
    }

    @Test
    void pausesAtALimitAndContinuesWithTheSameWork() {
        try (Workshop workshop =
                stage.workshop(
                        "if [ -f half ]; then echo rest > rest; else echo half > half;"
                                + " echo 'MAESTRO:LIMIT{\"kind\":\"rate\",\"retry_after_seconds\":1}'; exit 9; fi")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            RunMethod.Pause pause = stage.awaits(RunMethod.Pause.class);
            Stage.idle(workshop);

            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 2, false));

            assertThat(pause.reason()).isEqualTo(FailureReason.PROVIDER_RATE_LIMITED);
            assertThat(stage.awaits(RunMethod.Complete.class).proof().orElseThrow().paths())
                    .containsExactlyInAnyOrder("half", "rest");
        }
    }

    @Test
    void keepsTheWorkOfACancelledRunAndEndsItsProcesses() {
        try (Workshop workshop =
                stage.workshop(
                        "echo half > half; setsid sleep 600 & echo ready > ready; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Path worktree = workshop.runs().getFirst().worktree().orElseThrow();
            Awaitility.await().until(() -> Files.exists(worktree.resolve("ready")));

            workshop.cancel(run, 1, FailureReason.CANCELLED_BY_OPERATOR);
            Stage.idle(workshop);

            assertThat(ProcessTree.killMarked(run + "-1")).isZero();
            assertThat(stage.file("refs/maestro/wip/" + stage.task, "half")).isEqualTo("half\n");
            assertThat(stage.reports.all(RunMethod.Fail.class)).isEmpty();
            assertThat(worktree).doesNotExist();
        }
    }

    @Test
    void ignoresACancelOfAnOlderDispatch() {
        try (Workshop workshop = stage.workshop("sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 3, false));

            workshop.cancel(run, 2, FailureReason.SESSION_LOST);

            assertThat(workshop.held()).hasSize(1);
        }
    }

    @Test
    void refusesMoreRunsThanItHasSeats() {
        try (Workshop workshop = stage.workshop("sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.REVIEW, UUID.randomUUID(), 1, true));
            workshop.dispatch(stage.packet(Purpose.REVIEW, UUID.randomUUID(), 1, true));

            workshop.dispatch(stage.packet(Purpose.REVIEW, run, 1, true));

            assertThat(stage.awaits(RunMethod.Refuse.class).reason())
                    .isEqualTo(FailureReason.AT_CAPACITY);
        }
    }

    @Test
    void takesNoRunOnceItIsClosed() {
        Workshop workshop = stage.workshop("sleep 600");
        workshop.close();

        workshop.dispatch(stage.packet(Purpose.REVIEW, run, 1, true));

        assertThat(stage.awaits(RunMethod.Refuse.class).reason())
                .isEqualTo(FailureReason.AT_CAPACITY);
        assertThat(workshop.held()).isEmpty();
    }

    @Test
    void handsOnOneClearVerdict() {
        review("echo 'FINDING: no test'; echo 'VERDICT: REJECTED — untested'");

        RunMethod.Verdict verdict = stage.awaits(RunMethod.Complete.class).verdict().orElseThrow();
        assertThat(verdict.approved()).isFalse();
        assertThat(verdict.reason()).isEqualTo("untested");
        assertThat(verdict.findings()).containsExactly("no test");
        assertThat(verdict.commit()).isEqualTo(stage.head("refs/heads/epic/x"));
    }

    @Test
    void neverTakesTwoVerdictsForOne() {
        review("echo 'VERDICT: APPROVED'; echo 'VERDICT: REJECTED — no'");

        assertThat(failure().reason()).isEqualTo(FailureReason.AMBIGUOUS_VERDICT);
    }

    @Test
    void neverTakesSilenceOrItsOwnPromptForAVerdict() {
        review("cat");

        assertThat(failure().reason()).isEqualTo(FailureReason.NO_VERDICT);
    }

    @Test
    void mergesTheEpicForTheAgentAndRefusesLeftOverMarkers() {
        develop("echo mine > readme.txt");
        stage.awaits(RunMethod.Complete.class);
        String epic = advanceEpic("theirs");
        stage.conflict(epic, List.of("readme.txt"));

        try (Workshop workshop = stage.workshop("true")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, UUID.randomUUID(), 1, false));
            assertThat(failure().reason()).isEqualTo(FailureReason.MERGE_CONFLICT);
        }
        try (Workshop workshop = stage.workshop("printf 'theirs\\nmine\\n' > readme.txt")) {
            stage.reports.messages.clear();
            workshop.dispatch(stage.packet(Purpose.DEVELOP, UUID.randomUUID(), 1, false));
            stage.awaits(RunMethod.Complete.class);
        }
        assertThat(stage.file(BRANCH, "readme.txt")).isEqualTo("theirs\nmine\n");
        assertThat(Git.at(stage.remote).tryRun("merge-base", "--is-ancestor", epic, BRANCH).ok())
                .isTrue();
    }

    @Test
    void wantsAnotherCommitThanTheRejectedOneWhoeverMadeIt() {
        develop("echo first > work");
        stage.rejected(stage.awaits(RunMethod.Complete.class).proof().orElseThrow().commit());

        again("true");
        assertThat(failure().reason()).isEqualTo(FailureReason.NO_CHANGES);

        again("echo second > work");
        stage.reports.messages.clear();
        // The answer is there, only its report was lost with the daemon.
        again("true");
        assertThat(stage.awaits(RunMethod.Complete.class).proof().orElseThrow().commit())
                .isEqualTo(stage.head(BRANCH));
    }

    @Test
    void takesAConflictForResolvedThatAnEarlierAttemptHasMerged() {
        develop("echo mine > mine");
        stage.conflict(advanceEpic("theirs"), List.of("readme.txt"));
        again("true");
        stage.awaits(RunMethod.Complete.class);
        stage.reports.messages.clear();

        again("true");

        assertThat(stage.awaits(RunMethod.Complete.class).proof().orElseThrow().commit())
                .isEqualTo(stage.head(BRANCH));
    }

    @Test
    void keepsNothingOfAWorktreeThatADaemonWasKilledWhileMaking() throws IOException {
        stage.workshop("true").close();
        Path worktree = stage.home.worktrees(stage.project).resolve("7-develop");
        Git.at(mirror())
                .run(
                        "worktree",
                        "add",
                        "--quiet",
                        "-b",
                        "task/x/7-add-a-file",
                        worktree.toString(),
                        stage.head("refs/heads/epic/x"));
        Files.delete(worktree.resolve("readme.txt"));
        RunFiles.create(
                stage.home,
                stage.session,
                stage.packet(Purpose.DEVELOP, run, 1, true),
                "7-develop");

        stage.workshop("true").close();

        assertThat(worktrees()).isEmpty();
        assertThat(stage.exists("refs/maestro/wip/" + stage.task)).isFalse();
    }

    @Test
    void waitsForAPersonWhoWorksByHand() throws IOException {
        try (Workshop workshop = stage.workshop(ProviderConfig.usual("manual", Optional.empty()))) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            stage.awaits(RunMethod.Start.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> workshop.runs().getFirst().waitsForPerson());
            Files.writeString(
                    workshop.runs().getFirst().worktree().orElseThrow().resolve("by-hand"), "x");

            assertThat(workshop.taskDone(stage.task)).isTrue();

            assertThat(stage.awaits(RunMethod.Complete.class).proof().orElseThrow().paths())
                    .containsExactly("by-hand");
        }
    }

    @Test
    void pausesARunWhoseOutputFindsNoRoom() {
        try (Workshop workshop = stage.workshop("echo half > half; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            stage.awaits(RunMethod.Start.class);

            workshop.storageFull(run);

            assertThat(stage.awaits(RunMethod.Pause.class).reason())
                    .isEqualTo(FailureReason.STORAGE_FULL);
        }
    }

    private void develop(String agent) {
        try (Workshop workshop = stage.workshop(agent)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Stage.idle(workshop);
        }
    }

    private void again(String agent) {
        try (Workshop workshop = stage.workshop(agent)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, UUID.randomUUID(), 1, false));
            Stage.idle(workshop);
        }
    }

    private void review(String agent) {
        try (Workshop workshop = stage.workshop(agent)) {
            workshop.dispatch(stage.packet(Purpose.REVIEW, run, 1, true));
            Stage.idle(workshop);
        }
    }

    private RunMethod.Fail failure() {
        return stage.awaits(RunMethod.Fail.class);
    }

    private Path mirror() {
        return stage.home.mirror(stage.project);
    }

    private List<String> worktrees() {
        String root = stage.home.worktrees(stage.project).toString();
        return Git.at(mirror()).run("worktree", "list").lines().stream()
                .filter(line -> line.startsWith(root))
                .toList();
    }

    private String advanceEpic(String text) {
        Git git = Git.at(stage.clone);
        git.run("checkout", "--quiet", "-B", "epic", "origin/epic/x");
        try {
            Files.writeString(stage.clone.resolve("readme.txt"), text + "\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        git.run("commit", "--quiet", "-am", "Theirs");
        git.run("push", "--quiet", "origin", "HEAD:epic/x");
        return git.run("rev-parse", "HEAD").line();
    }
}
