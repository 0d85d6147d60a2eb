package dev.maestro.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GitProcessTest {

    @TempDir Path room;

    @Test
    @Timeout(30)
    void killsTheWholeTreeOfACommandThatTakesTooLong() {
        String forking =
                "!sleep 600 & echo $! >child; sh -c 'echo $$ >grandchild; sleep 600; true'; true";

        GitFailed failure =
                catchThrowableOfType(
                        GitFailed.class,
                        () ->
                                Git.at(room)
                                        .within(Duration.ofMillis(700))
                                        .run("-c", "alias.slow=" + forking, "slow"));

        assertThat(failure.timedOut()).isTrue();
        assertThat(failure).hasMessageContaining("did not end within 700 ms");
        assertThat(isGone("child")).isTrue();
        assertThat(isGone("grandchild")).isTrue();
    }

    /** The interruption is there before git starts its child, when a child is easily missed. */
    @RepeatedTest(20)
    @Timeout(30)
    void stopsAnInterruptedCommandAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Git.at(room).run("-c", "alias.slow=!sleep 600; true", "slow"))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("was interrupted");

        assertThat(Thread.interrupted()).isTrue();
        while (somethingRuns() && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        assertThat(somethingRuns()).isFalse();
    }

    @Test
    @Timeout(30)
    void refusesToReadWithoutEnd() {
        assertThatThrownBy(() -> Git.at(room).run("-c", "alias.flood=!yes", "flood"))
                .isInstanceOf(GitFailed.class)
                .hasMessageContaining("said more than");
    }

    @Test
    @Timeout(30)
    void cutsOutputWhereTheCallerWantsIt() {
        GitResult cut = Git.at(room).tryRunCutAt(10, "-c", "alias.flood=!yes", "flood");

        assertThat(cut.out()).isEqualTo("y\ny\ny\ny\ny\n");
    }

    @Test
    void masksCredentialsInWhatItReports() {
        GitFailed failure =
                catchThrowableOfType(
                        GitFailed.class,
                        () ->
                                Git.at(room)
                                        .run("ls-remote", "https://ada:s3cret@127.0.0.1:1/x.git"));

        assertThat(failure.command())
                .containsExactly("git", "ls-remote", "https://***@127.0.0.1:1/x.git");
        assertThat(failure.getMessage() + failure.stderr())
                .doesNotContain("s3cret")
                .contains("127.0.0.1");
    }

    @Test
    void masksAPasswordWithAnAtInIt() {
        assertThat(GitProcess.masked("fatal: https://a:b@c@host/x and ssh://git@host/y"))
                .isEqualTo("fatal: https://***@host/x and ssh://***@host/y");
    }

    @Test
    @Timeout(30)
    void neverAsksAnybody() {
        assertThat(Git.at(room).run("var", "GIT_EDITOR").line()).isEqualTo("true");
        assertThat(Git.at(room).run("-c", "alias.env=!env", "env").lines())
                .contains("GIT_TERMINAL_PROMPT=0", "LC_ALL=C", "SSH_ASKPASS_REQUIRE=force")
                .noneMatch(line -> line.startsWith("JAVA_HOME="));
    }

    @Test
    void doesNotRunACommandThatAnAddressHides() {
        Path trap = room.resolve("pwned");

        GitResult result = Git.at(room).tryRun("ls-remote", "ext::sh -c touch% " + trap);

        assertThat(result.ok()).isFalse();
        assertThat(trap).doesNotExist();
    }

    private boolean somethingRuns() {
        return ProcessHandle.allProcesses().anyMatch(this::runsInRoom);
    }

    private boolean runsInRoom(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .equals(room.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A killed process without a parent that waits for it stays in the table as a zombie: that
     * counts as gone.
     */
    private boolean isGone(String pidFile) {
        try {
            Path stat = Path.of("/proc", Workshop.read(room.resolve(pidFile)).strip(), "stat");
            return !Files.exists(stat) || Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return true;
        }
    }
}
