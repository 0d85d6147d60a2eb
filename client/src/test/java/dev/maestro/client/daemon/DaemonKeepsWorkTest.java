package dev.maestro.client.daemon;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.git.Git;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.protocol.work.StudioMethod.TaskPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real daemon that works, and is killed. */
class DaemonKeepsWorkTest {

    @TempDir private Path directory;
    private DaemonStage stage;
    private final UUID task = UUID.randomUUID();

    @BeforeEach
    void open() throws IOException {
        stage = new DaemonStage(directory);
        Files.writeString(
                stage.home().resolve("config.toml"),
                "\n[worktree]\nsnapshot_seconds = 1\n",
                StandardOpenOption.APPEND);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void savesUnfinishedWorkOnItsTimerAndTellsOfItWhenItIsKilled() {
        stage.maestro("connect", "--as", "ada", "--agent", "echo half > half; sleep 600");
        stage.studio.request(stage.session("ada"), MethodName.RUN_DISPATCH, packet());
        Git remote = Git.at(directory.resolve("remote"));

        eventually(() ->
                assertThat(remote.tryRun("show", "refs/maestro/wip/" + task + ":half").out())
                        .isEqualTo("half\n"));
        assertThat(stage.maestro("state").output()).contains("task 7  at work");
        assertThat(stage.maestro("diff", "7").output()).contains("+half");

        ProcessHandle killed = stage.daemon();
        killed.destroyForcibly();
        killed.onExit().join();

        assertThat(stage.maestro("state").output())
                .contains("task 7  dirty", "maestro state recover 7-develop-");
        assertThat(stage.maestro("state", "recover", "7-").exit()).isZero();
        assertThat(
                        Git.at(directory.resolve("clone"))
                                .run("for-each-ref", "--format=%(refname)", "refs/heads/recovered")
                                .line())
                .startsWith("refs/heads/recovered/7-develop-");
    }

    private Dispatch packet() {
        String main = Git.at(directory.resolve("remote")).run("rev-parse", "main").line();
        return new Dispatch(
                UUID.randomUUID(),
                1,
                1,
                Purpose.DEVELOP,
                90,
                stage.studio.project(),
                "local:remote",
                UUID.randomUUID(),
                "A plan",
                Optional.of(
                        new TaskPacket(
                                task,
                                7,
                                "Add a file",
                                "",
                                List.of(),
                                List.of(),
                                List.of(),
                                1,
                                Optional.empty())),
                "main",
                main,
                "refs/heads/main",
                Optional.of("task/x/7-add-a-file"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }
}
