package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.settings.NetworkPolicy;
import dev.maestro.client.settings.ProjectSettings;
import dev.maestro.client.settings.SandboxMode;
import dev.maestro.git.Git;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs behind the fence that the daemon puts up for every project. */
@EnabledOnOs(OS.LINUX)
class SandboxedRunTest {

    @TempDir private Path directory;
    private Stage stage;
    private final UUID run = UUID.randomUUID();

    @BeforeEach
    void begin() throws IOException {
        stage = new Stage(directory);
    }

    @Test
    void anAgentCommitsBranchesRebasesAndStashes() {
        develop(
                ProviderConfig.usual(
                        "command",
                        Optional.of(
                                """
                                set -e
                                here=$(git branch --show-current)
                                echo one > one; git add one; git commit -qm One
                                echo half > two; git add two; git stash -q; git stash pop -q
                                git commit -qm Two
                                git checkout -q -b side HEAD~1; echo three > three; git add three
                                git commit -qm Three; git rebase -q $here; git checkout -q $here
                                git merge -q side; git branch -q -D side 2>/dev/null
                                test -z "$(git stash list)"
                                """)));

        RunMethod.Proof proof = stage.awaits(RunMethod.Complete.class).proof().orElseThrow();
        assertThat(proof.paths()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(Git.at(stage.remote).run("log", "-1", "--format=%an %s", proof.commit()).line())
                .isEqualTo("Ada Three");
    }

    @Test
    void seesNeitherTheUsersCloneNorMaestrosFiles() {
        develop(
                ProviderConfig.usual(
                        "command",
                        Optional.of(
                                "ls '%s' '%s' > seen 2>/dev/null; ls -A ~/.ssh >> seen 2>/dev/null; true"
                                        .formatted(stage.clone, stage.home.daemon()))));

        RunMethod.Proof proof = stage.awaits(RunMethod.Complete.class).proof().orElseThrow();
        assertThat(stage.file(proof.commit(), "seen")).isEmpty();
    }

    @Test
    void writesWhatTheUserAllowedBesides() throws IOException {
        Path shared = Files.createDirectories(directory.resolve("shared"));

        develop(
                new ProviderConfig(
                        "command",
                        Optional.of("echo x > x; echo mine > '%s/file'".formatted(shared)),
                        List.of(),
                        null,
                        List.of(),
                        List.of(shared.toString())));

        stage.awaits(RunMethod.Complete.class);
        assertThat(shared.resolve("file")).hasContent("mine");
    }

    @Test
    void refusesToRunWhereItWouldGiveAwaySecrets() {
        develop(
                new ProviderConfig(
                        "command",
                        Optional.of("echo x > x"),
                        List.of(),
                        null,
                        List.of(stage.home.root().toString()),
                        List.of()));

        RunMethod.Fail failure = stage.awaits(RunMethod.Fail.class);
        assertThat(failure.reason()).isEqualTo(FailureReason.SANDBOX_REFUSED);
        assertThat(failure.detail()).contains("Maestro keeps its own files");
    }

    @Test
    void keepsTheCachesOfBuildToolsFromRunToRun() {
        develop(
                ProviderConfig.usual(
                        "command",
                        Optional.of(
                                "mkdir -p ~/.m2/repository; echo jar > ~/.m2/repository/a; echo x"
                                        + " > x")));
        stage.awaits(RunMethod.Complete.class);
        stage.reports.messages.clear();

        try (Workshop workshop = stage.workshop("cat ~/.m2/repository/a > jar; ls -A ~ > home")) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, UUID.randomUUID(), 1, false));
            RunMethod.Proof proof = stage.awaits(RunMethod.Complete.class).proof().orElseThrow();
            assertThat(stage.file(proof.commit(), "jar")).isEqualTo("jar\n");
            assertThat(stage.file(proof.commit(), "home")).contains(".m2").doesNotContain(".ssh");
        }
    }

    @Test
    void aCheckHasNoNetworkWhenTheUserSaidSo() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            stage.check(
                    "! bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d'".formatted(server.getLocalPort()),
                    20);

            develop(
                    ProviderConfig.usual("command", Optional.of("echo x > x")),
                    new ProjectSettings(null, NetworkPolicy.NONE, null, Optional.empty(), 4));

            assertThat(stage.awaits(RunMethod.Complete.class).proof().orElseThrow().check())
                    .hasValueSatisfying(check -> assertThat(check.exitCode()).isZero());
        }
    }

    @Test
    void holdsNothingBackWhenTheUserTurnedItOff() throws IOException {
        Path outside = directory.resolve("outside");

        develop(
                ProviderConfig.usual(
                        "command", Optional.of("echo x > x; echo y > '%s'".formatted(outside))),
                new ProjectSettings(SandboxMode.OFF, null, null, Optional.empty(), 4));

        stage.awaits(RunMethod.Complete.class);
        assertThat(outside).hasContent("y");
    }

    @Test
    void anAgentThatIsStoppedMayPutItsThingsInOrder() {
        String agent =
                "trap 'echo orderly > end; exit 0' TERM; echo up > ready; while :; do sleep 0.05;"
                        + " done";

        stopped(agent);

        assertThat(stage.file("refs/maestro/wip/" + stage.task, "end")).isEqualTo("orderly\n");
        assertThat(ProcessTree.killMarked(run + "-1")).isZero();
    }

    @Test
    void aStoppedTreeIsGoneWithAllThatForkedAway() {
        String agent =
                "(setsid sh -c 'trap \"\" TERM; (setsid sleep 614 &) ; sleep 614' &); trap '' TERM;"
                        + " echo up > ready; sleep 614; sleep 614";

        stopped(agent);

        assertThat(
                        ProcessHandle.allProcesses()
                                .map(each -> each.info().commandLine().orElse(""))
                                .filter(line -> line.endsWith("sleep 614")))
                .isEmpty();
    }

    private void stopped(String agent) {
        try (Workshop workshop = stage.workshop(agent)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Path worktree = workshop.runs().getFirst().worktree().orElseThrow();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(worktree.resolve("ready")));
            workshop.cancel(run, 1, FailureReason.CANCELLED_BY_OPERATOR);
            Stage.idle(workshop);
        }
    }

    private void develop(ProviderConfig provider) {
        develop(provider, ProjectSettings.USUAL);
    }

    private void develop(ProviderConfig provider, ProjectSettings settings) {
        try (Workshop workshop = stage.workshop(provider, settings)) {
            workshop.dispatch(stage.packet(Purpose.DEVELOP, run, 1, true));
            Stage.idle(workshop);
        }
    }
}
