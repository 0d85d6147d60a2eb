package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.state.HiddenRefs;
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
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worktree has before the agent starts, and what of it is never lost. */
class WorktreePromisesTest {

    private static final String HEADS = "refs/heads/";
    private static final String BRANCH = HEADS + "task/x/7-add-a-file";

    @TempDir private Path directory;
    private Stage stage;
    private String wip = "";
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
        wip = HiddenRefs.wip(stage.task);
    }

    @Test
    void givesTheAgentWhatGitDoesNotKnowAndKeepsItOutOfEveryCommit() throws IOException {
        Files.writeString(stage.clone.resolve(".env"), "KEY=secret\n");

        develop(
                "grep -q secret .env && stat -c %A .env && echo x > x; echo MORE=secret >> .env;"
                        + " git add --force .env");

        stage.awaits(RunMethod.Complete.class);
        assertThat(output()).contains("-rw-------", "copied from your clone: .env");
        assertThat(output()).doesNotContain("secret");
        assertThat(Git.at(stage.remote).run("ls-tree", "--name-only", BRANCH).lines())
                .containsExactly("readme.txt", "x");
        assertThat(stage.clone.resolve(".env")).hasContent("KEY=secret");
        assertThat(stage.home.idle(stage.project)).isDirectoryNotContaining("glob:**/.env");
    }

    @Test
    void endsInOrderWhateverAnAgentMadeOfACopiedFile() throws IOException {
        Files.writeString(stage.clone.resolve(".env"), "KEY=secret\n");

        develop("echo x > x; rm .env; mkdir -p .env/x; chmod 0 .env/x; chmod 500 .env");

        stage.awaits(RunMethod.Complete.class);
        assertThat(stage.home.worktrees(stage.project)).isEmptyDirectory();
    }

    @Test
    void leavesOutOfASnapshotWhatItCopied() throws IOException {
        Files.writeString(stage.clone.resolve(".env"), "KEY=secret\n");

        develop("echo half > half; git add --force .env; exit 3");

        assertThat(Git.at(stage.remote).run("ls-tree", "--name-only", wip).lines())
                .containsExactly("half", "readme.txt");
    }

    @Test
    void pushesNothingOfAnAgentThatCommitsACopiedFile() throws IOException {
        Files.writeString(stage.clone.resolve(".env"), "KEY=secret\n");

        develop(
                "git add --force .env; git -c user.name=a -c user.email=a@b commit -qm x;"
                        + " git rm -q --cached .env;"
                        + " git -c user.name=a -c user.email=a@b commit -qm y; echo z > z");

        assertThat(failure().reason()).isEqualTo(FailureReason.WORKSPACE_UNSAFE);
        assertThat(stage.exists(BRANCH)).isFalse();
        assertThat(stage.exists(wip)).isFalse();
        assertThat(Git.at(mirror()).run("show", wip + ":z").out()).isEqualTo("z\n");
    }

    @Test
    void takesTheCommittedFileWhereACommitHasOneOfThatName() throws IOException {
        Files.writeString(stage.clone.resolve(".env"), "KEY=public\n");
        Git clone = Git.at(stage.clone);
        clone.run("add", "--all");
        clone.run("commit", "--quiet", "-m", "Env");
        clone.run("push", "--quiet", "origin", "HEAD:epic/x");
        Files.writeString(stage.clone.resolve(".env"), "KEY=mine\n");

        develop("grep -q public .env && echo KEY=other > .env");

        stage.awaits(RunMethod.Complete.class);
        assertThat(stage.file(BRANCH, ".env")).isEqualTo("KEY=other\n");
    }

    @Test
    void refusesToCopyWhatALinkLeadsTo() throws IOException {
        Files.writeString(directory.resolve("outside"), "secret");
        Files.createSymbolicLink(stage.clone.resolve(".env"), directory.resolve("outside"));

        develop("echo x > x");

        assertThat(failure().reason()).isEqualTo(FailureReason.SET_UP_FAILED);
        assertThat(failure().detail()).contains("\".env\" leads out of the clone");
    }

    @Test
    void setsUpEveryWorktreeAlsoOneThatIsUsedAgain() throws IOException {
        ignores("made");
        stage.settings(Optional.of("test ! -e made && echo made by set-up > made"), 0);

        develop("cat made; echo tampered > made; echo x > x");
        stage.awaits(RunMethod.Complete.class);
        stage.check("grep -q 'made by set-up' made", 20);
        check();

        assertThat(stage.awaits(RunMethod.Complete.class).check().orElseThrow().exitCode())
                .isZero();
        assertThat(output()).contains("[maestro] set-up: test", "made by set-up");
    }

    @Test
    void namesTheSetUpCommandThatFailed() {
        stage.settings(Optional.of("echo MAESTRO:QUESTION{}; echo no network; exit 7"), 0);

        develop("echo x > x");

        assertThat(failure().reason()).isEqualTo(FailureReason.SET_UP_FAILED);
        assertThat(failure().detail()).contains("exit 7`", "ended with 7");
        assertThat(failure().logTail().orElseThrow()).contains("no network");
        assertThat(output()).contains("no network");
        assertThat(stage.reports.all(RunMethod.Start.class)).isEmpty();
    }

    @Test
    void endsTheSetUpOfARunThatIsCancelled() {
        stage.settings(Optional.of("sleep 600 & sleep 600"), 0);
        try (Workshop workshop = stage.workshop("echo x > x")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> workshop.runs().getFirst().step().equals("setting up"));

            workshop.cancel(run, 1, FailureReason.CANCELLED_BY_OPERATOR);
            Stage.idle(workshop);
        }

        assertThat(ProcessTree.killMarked(run + "-1")).isZero();
        assertThat(stage.reports.all(RunMethod.Fail.class)).isEmpty();
    }

    @Test
    void givesTheAgentAndItsCheckTheSamePortsOfTheirOwn() {
        stage.settings(Optional.empty(), 2).check("echo $MAESTRO_PORT $MAESTRO_PORT_1 | tee c", 20);

        develop("echo $MAESTRO_PORT $MAESTRO_PORT_1 > ports");

        String checked =
                stage.awaits(RunMethod.Complete.class)
                        .proof()
                        .orElseThrow()
                        .check()
                        .orElseThrow()
                        .logTail();
        assertThat(checked).matches("[0-9]{5} [0-9]{5}\\n");
        assertThat(stage.file(BRANCH, "ports")).isEqualTo(checked);
        assertThat(stage.home.ports()).content().doesNotContain("worktrees");
    }

    @Test
    void savesUnfinishedWorkWhileTheRunGoesOnAndOnlyWhatIsNew() throws IOException {
        try (Workshop workshop = stage.workshop("echo half > half; echo > ready; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Path worktree = workshop.runs().getFirst().worktree().orElseThrow();
            await(worktree.resolve("ready"));

            workshop.save();
            String first = stage.head(wip);
            workshop.save();
            String second = stage.head(wip);
            Files.writeString(worktree.resolve("more"), "more\n");
            workshop.save();

            assertThat(stage.file(first, "half")).isEqualTo("half\n");
            assertThat(second).isEqualTo(first);
            assertThat(stage.file(wip, "more")).isEqualTo("more\n");
            assertThat(Git.at(mirror()).run("rev-parse", wip).line()).isEqualTo(stage.head(wip));
            assertThat(Git.at(worktree).run("status", "--porcelain").lines())
                    .containsExactlyInAnyOrder("?? half", "?? more", "?? ready");
        }
    }

    @Test
    void savesNothingOfARunThatHasDoneNothing() {
        try (Workshop workshop = stage.workshop("sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            stage.awaits(RunMethod.Start.class);

            workshop.save();

            assertThat(stage.exists(wip)).isFalse();
        }
    }

    @Test
    void keepsWhatAnAgentThrowsAwayWhenItIsToldToEnd() throws IOException {
        cancels("trap 'rm half' TERM; echo half > half");

        assertThat(stage.file(wip, "half")).isEqualTo("half\n");
    }

    @Test
    void remembersTheFilesThatAnAgentThrowsAwayWhenItIsToldToEnd() throws IOException {
        cancels("trap 'rm half; echo why > why' TERM; echo half > half");

        assertThat(stage.file(wip, "why")).isEqualTo("why\n");
        assertThat(leftover("half")).isEqualTo("half\n");
    }

    @Test
    void keepsWhatAnAgentThrowsAwayWhenAPersonHereEndsIt() throws IOException {
        ends("trap 'rm half' TERM; echo half > half", workshop -> workshop.cancel(run));

        assertThat(stage.file(wip, "half")).isEqualTo("half\n");
    }

    private void cancels(String agent) throws IOException {
        ends(agent, workshop -> workshop.cancel(run, 1, FailureReason.CANCELLED_BY_OPERATOR));
    }

    private void ends(String agent, Consumer<Workshop> how) throws IOException {
        Path signs = Files.createDirectories(directory.resolve("signs"));
        Path ready = signs.resolve("ready");
        try (Workshop workshop =
                stage.workshop(
                        new ProviderConfig(
                                "command",
                                Optional.of(agent + "; touch " + ready + "; sleep 600 & wait"),
                                List.of(),
                                null,
                                List.of(),
                                List.of(signs.toString())))) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            await(ready);

            how.accept(workshop);
            Stage.idle(workshop);
        }
    }

    @Test
    void neverOverwritesWhatAnotherMachineSavedMeanwhile() {
        try (Workshop workshop = stage.workshop("echo ours > ours; echo > ready; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            await(workshop.runs().getFirst().worktree().orElseThrow().resolve("ready"));
            String theirs = anotherMachineSaves();

            workshop.cancel(run, 1, FailureReason.SESSION_LOST);
            Stage.idle(workshop);

            assertThat(stage.head(wip)).isEqualTo(theirs);
            assertThat(leftover("ours")).isEqualTo("ours\n");
        }
    }

    @Test
    void remembersWhatAnotherMachineSavedBeforeItGoesOnInItsPlace() {
        try (Workshop workshop = stage.workshop("echo ours > ours; echo > ready; sleep 600")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            await(workshop.runs().getFirst().worktree().orElseThrow().resolve("ready"));
            anotherMachineSaves();

            workshop.save();

            assertThat(stage.file(wip, "ours")).isEqualTo("ours\n");
            assertThat(leftover("theirs")).isEqualTo("theirs\n");
        }
    }

    @Test
    void bringsNothingBackOfTheWayToWorkThatIsDone() throws IOException {
        try (Workshop workshop =
                stage.workshop(
                        "echo draft > draft; echo > ready; while [ -e ready ]; do sleep 0.1; done;"
                                + " rm draft; echo done > done")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Path worktree = workshop.runs().getFirst().worktree().orElseThrow();
            await(worktree.resolve("ready"));
            workshop.save();
            Files.delete(worktree.resolve("ready"));
            Stage.idle(workshop);
        }

        assertThat(stage.head(wip)).isEqualTo(stage.head(BRANCH));
    }

    @Test
    void rescuesWhatWasDoneSinceTheLastSnapshotOfAKilledDaemon() throws IOException {
        Path worktree = killedAtWork("7-develop", run, BRANCH.substring(HEADS.length()), List.of());
        Files.writeString(worktree.resolve("half"), "half\n");

        stage.workshop("true").close();

        assertThat(stage.file(wip, "half")).isEqualTo("half\n");
        assertThat(worktree).doesNotExist();
    }

    @Test
    void aWorktreeThatCannotBeClearedUpHindersNoOther() throws IOException {
        List<String> impossible = List.of("x".repeat(300));
        Path stuck = killedAtWork("a-stuck", new UUID(0, 0), "task/x/1-stuck", impossible);
        Path other = killedAtWork("b-stuck", new UUID(-1, 0), "task/x/2-stuck", impossible);
        Path fine = killedAtWork("7-develop", run, BRANCH.substring(HEADS.length()), List.of());

        stage.workshop("true").close();

        assertThat(fine).doesNotExist();
        assertThat(stuck).exists();
        assertThat(other).exists();
    }

    private Path killedAtWork(String name, UUID killed, String branch, List<String> copied)
            throws IOException {
        stage.mirrors.of(stage.project, stage.clone);
        Path worktree = stage.home.worktrees(stage.project).resolve(name);
        String start = stage.head("refs/heads/epic/x");
        Git.at(mirror())
                .run("worktree", "add", "--quiet", "-b", branch, worktree.toString(), start);
        RunFiles files =
                RunFiles.create(
                        stage.home,
                        stage.session,
                        stage.packet(Purpose.DEVELOP, killed, 1, true),
                        name);
        files.occupy(new Occupied(Optional.of(start), Optional.empty(), Optional.empty(), copied));
        return worktree;
    }

    private void develop(String agent) {
        try (Workshop workshop = stage.workshop(agent)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Stage.idle(workshop);
        }
    }

    private void check() {
        stage.reports.messages.clear();
        try (Workshop workshop = stage.workshop("true")) {
            workshop.dispatch(stage.packet(Purpose.CHECK, UUID.randomUUID(), 1, true));
            Stage.idle(workshop);
        }
    }

    private void ignores(String name) throws IOException {
        Files.writeString(stage.clone.resolve(".gitignore"), name + "\n");
        Git clone = Git.at(stage.clone);
        clone.run("add", "--all");
        clone.run("commit", "--quiet", "-m", "Ignore");
        clone.run("push", "--quiet", "origin", "HEAD:epic/x");
    }

    private String anotherMachineSaves() {
        Git clone = Git.at(stage.clone);
        clone.run("checkout", "--quiet", "-B", "elsewhere", "origin/epic/x");
        try {
            Files.writeString(stage.clone.resolve("theirs"), "theirs\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        clone.run("add", "--all");
        clone.run("commit", "--quiet", "-m", "Maestro snapshot of unfinished work");
        clone.run("push", "--quiet", "origin", "HEAD:" + wip);
        return stage.head(wip);
    }

    private String leftover(String file) {
        String ref =
                Git.at(mirror())
                        .run("for-each-ref", "--format=%(refname)", HiddenRefs.LEFTOVER)
                        .line();
        return Git.at(mirror()).run("show", ref + ":" + file).out();
    }

    private RunMethod.Fail failure() {
        return stage.awaits(RunMethod.Fail.class);
    }

    private String output() {
        try {
            return Files.readString(stage.home.run(run, 1).resolve("transcript.log"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Path mirror() {
        return stage.home.mirror(stage.project);
    }

    private static void await(Path file) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(file));
    }
}
