package dev.maestro.client.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTreeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path directory;
    private final String mark = "test-" + UUID.randomUUID();

    @Test
    void handsOnInputOutputAndExitCode() throws Exception {
        Files.writeString(directory.resolve("in"), "hello");

        ProcessTree tree = start("cat; echo; echo problem >&2; exit 5", "in");

        assertThat(new String(tree.output().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("hello\nproblem\n");
        assertThat(tree.await(PATIENCE)).hasValue(5);
    }

    @Test
    void inheritsNothingOfOurEnvironment() throws Exception {
        ProcessTree tree = start("env | grep -c '^HOME=' || true", "/dev/null");

        assertThat(new String(tree.output().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("0\n");
    }

    @Test
    void endsAProcessThatLeftTheGroup() throws IOException {
        ProcessTree tree = start("setsid sleep 600 & sleep 600 & echo up; sleep 600", "/dev/null");
        awaitLine(tree);

        tree.end(Duration.ofMillis(200));

        assertThat(tree.alive()).isFalse();
        assertThat(ProcessTree.killMarked(mark)).isZero();
    }

    @Test
    void killsWhatDoesNotListen() throws IOException {
        ProcessTree tree = start("trap '' TERM; echo up; while :; do sleep 1; done", "/dev/null");
        awaitLine(tree);

        tree.end(Duration.ofMillis(200));

        assertThat(tree.alive()).isFalse();
        assertThat(ProcessTree.killMarked(mark)).isZero();
    }

    @Test
    void takesBackgroundProcessesWithItWhenTheProgramEndsByItself() throws Exception {
        ProcessTree tree = start("sleep 600 & setsid sleep 600 & exit 0", "/dev/null");

        assertThat(tree.await(PATIENCE)).hasValue(0);
        assertThat(ProcessTree.killMarked(mark)).isZero();
    }

    @Test
    void endsWithTheProcessThatStartedIt() throws Exception {
        Process parent =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LonelyParent.class.getName(),
                                directory.toString(),
                                mark)
                        .redirectErrorStream(true)
                        .start();
        Path up = directory.resolve("up");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(up));

        parent.destroyForcibly().waitFor();

        // The supervisor needs a moment to see its pipe close; killMarked itself must not be what
        // ends it.
        Awaitility.await().atMost(PATIENCE).until(() -> alive(up) == 0);
    }

    /** Starts a tree and waits, to be killed. */
    static final class LonelyParent {
        public static void main(String[] arguments) throws Exception {
            ProcessTree tree =
                    ProcessTree.start(
                            new ProcessSpec(
                                    List.of(
                                            "sh",
                                            "-c",
                                            "setsid sleep 601 & echo $! $$ > up; sleep 602"),
                                    Path.of(arguments[0]),
                                    Map.of("PATH", System.getenv("PATH")),
                                    Path.of("/dev/null"),
                                    arguments[1]));
            tree.await(Duration.ofMinutes(5));
        }
    }

    private static long alive(Path pids) throws IOException {
        return List.of(Files.readString(pids).strip().split(" ")).stream()
                .filter(pid -> ProcessHandle.of(Long.parseLong(pid)).isPresent())
                .count();
    }

    private ProcessTree start(String script, String input) {
        return ProcessTree.start(
                new ProcessSpec(
                        List.of("sh", "-c", script),
                        directory,
                        Map.of("PATH", System.getenv("PATH")),
                        directory.resolve(input),
                        mark));
    }

    private static void awaitLine(ProcessTree tree) throws IOException {
        assertThat(tree.output().read()).isEqualTo('u');
    }
}
