package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Repository;
import dev.maestro.testkit.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Studio's directory for output is a file system of its own, too small at first. */
final class FullDiskJourneyTest {

    private static final Duration MOMENT = Duration.ofSeconds(60);

    @Test
    void aRunWhoseOutputHasNoRoomIsPausedAndNothingIsLost() {
        assumeTrue(
                Namespaces.available() && "root".equals(System.getProperty("user.name")),
                "needs root, to mount a small file system");
        try (Scene scene = Scene.open("full-disk")) {
            Path output = scene.stage().home().resolve("studio/output");
            Scene.write(output.resolve("below"), "");
            Repository repository = scene.repository("true\n");
            scene.stage()
                    .studio()
                    .within(
                            Namespaces.prefix(
                                    "mount -t tmpfs -o size=256k none '%s'".formatted(output)));
            scene.begin(
                    repository,
                    Optional.empty(),
                    Map.of(),
                    Scene.outline(List.of("The work")),
                    List.of(Scene.ALLROUNDER),
                    scene.agent("loud.sh"));

            Scene.await("the run pauses", MOMENT, () -> scene.count("run.paused") == 1);
            JsonNode paused =
                    scene.events().stream()
                            .filter(event -> event.path("type").asText().equals("run.paused"))
                            .findFirst()
                            .orElseThrow();
            assertThat(paused.path("data").path("reason").asText()).isEqualTo("storage_full");
            grow(scene, output);
            scene.awaitCompletion(Duration.ofMinutes(3));

            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            assertThat(History.file(repository, "half.txt")).isEqualTo("half, by attempt 1\n");
            scene.endAndExpectNothingLeft();
        }
    }

    private static void grow(Scene scene, Path output) {
        Processes.Finished remount =
                Processes.run(
                        scene.directory(),
                        Map.of(),
                        MOMENT,
                        List.of(
                                "nsenter",
                                "-m",
                                "-t",
                                String.valueOf(scene.stage().studio().pid()),
                                "mount",
                                "-o",
                                "remount,size=64m",
                                output.toString()));
        assertThat(remount.exit()).as(remount.output()).isZero();
    }
}
