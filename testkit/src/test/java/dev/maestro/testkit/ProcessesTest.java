package dev.maestro.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessesTest {

    private static final Duration HANG = Duration.ofSeconds(30);

    @TempDir Path directory;

    @Test
    void tellsHowAProgramEndedAndWhatItWrote() {
        Processes.Finished finished =
                Processes.run(
                        directory,
                        Map.of("WORD", "hello"),
                        HANG,
                        List.of("sh", "-c", "echo $WORD; echo oh >&2; exit 3"));

        assertThat(finished).isEqualTo(new Processes.Finished(3, "hello\noh\n"));
    }

    @Test
    void killsTheWholeTreeOfAProgramThatTakesTooLong() {
        RunningProgram program =
                Processes.start(
                        directory,
                        Map.of(),
                        List.of("sh", "-c", "sleep 300 & echo child $!; wait"));
        long child = Long.parseLong(program.awaitLine("child (\\d+)").group(1));

        assertThatThrownBy(() -> program.awaitEnd(Duration.ofMillis(20)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not end within");

        assertThat(program.alive()).isFalse();
        Eventually.eventually(() ->
                assertThat(ProcessHandle.of(child).flatMap(it -> it.info().command())).isEmpty());
    }

    @Test
    void saysWhatWasWrittenWhenAProgramEndsWithoutTheAwaitedLine() {
        try (RunningProgram program =
                Processes.start(directory, Map.of(), List.of("echo", "something else"))) {
            assertThatThrownBy(() -> program.awaitLine("ready"))
                    .hasStackTraceContaining("something else");
        }
    }
}
