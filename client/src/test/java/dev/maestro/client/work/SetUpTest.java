package dev.maestro.client.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.sandbox.Confinement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetUpTest {

    @TempDir private Path directory;

    @Test
    void runsBehindTheFence() {
        Confinement fence =
                (spec, _) -> {
                    List<String> fenced =
                            new ArrayList<>(List.of("sh", "-c", "echo fenced; exec \"$@\"", "sh"));
                    fenced.addAll(spec.command());
                    return new ProcessSpec(
                            fenced,
                            spec.directory(),
                            spec.environment(),
                            spec.input(),
                            spec.mark());
                };

        SetUp.Outcome outcome = run(fence, "echo inside", Duration.ofSeconds(20), "a");

        assertThat(outcome).isEqualTo(new SetUp.Outcome.Done());
        assertThat(directory.resolve("log")).hasContent("fenced\ninside");
    }

    @Test
    void endsACommandThatTakesTooLongWithAllThatItStarted() {
        String mark = UUID.randomUUID().toString();

        SetUp.Outcome outcome =
                run(Confinement.off(), "sleep 600 & sleep 600", Duration.ofMillis(300), mark);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SetUp.Outcome.Failed.class,
                        failed ->
                                assertThat(failed.sentence())
                                        .contains("`sleep 600 & sleep 600` did not end"));
        assertThat(ProcessTree.killMarked(mark)).isZero();
    }

    private SetUp.Outcome run(Confinement fence, String command, Duration limit, String mark) {
        return new SetUp(fence, Map.of("PATH", System.getenv("PATH")), limit)
                .run(command, directory, directory.resolve("log"), mark, new StopSignal());
    }
}
