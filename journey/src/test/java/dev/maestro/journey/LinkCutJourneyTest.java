package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.demo.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinkCutJourneyTest {

    private static final Duration MOMENT = Duration.ofSeconds(60);

    @Test
    void aRunThatEndsDuringALongCutIsNoZombieAndIsDoneOnce() {
        try (Scene scene = Scene.open("link-cut");
                Proxy proxy = Proxy.to(URI.create(scene.stage().studio().url()).getPort())) {
            Repository repository = scene.repository("test -f README.md\n");
            scene.stage()
                    .studio()
                    .set("MAESTRO_RUN_LEASE_SECONDS", "6")
                    .set("MAESTRO_STUDIO_PUBLIC_URL", "http://127.0.0.1:" + proxy.port());
            scene.begin(
                    repository,
                    Optional.empty(),
                    Map.of(),
                    Scene.outline(List.of("The work")),
                    List.of(Scene.ALLROUNDER),
                    scene.agent("waits.sh"));
            Scene.await(
                    "the agent works",
                    MOMENT,
                    () -> Files.exists(scene.signals().resolve("started-1")));

            proxy.cut();
            Scene.write(scene.signals().resolve("go"), "");
            Path outbox = scene.stage().home().resolve("outbox");
            Scene.await("the report is on disk", MOMENT, () -> reports(outbox) == 1);
            Scene.await(
                    "Studio takes the run back", MOMENT, () -> scene.count("run.orphaned") == 1);
            assertThat(scene.task(1).path("state").asText()).isEqualTo("draft");
            proxy.mend();
            scene.awaitCompletion(Duration.ofMinutes(2));

            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            Scene.await("the outbox is empty", MOMENT, () -> reports(outbox) == 0);
            assertThat(History.file(repository, "work.txt")).isEqualTo("by attempt 1\n");
            scene.endAndExpectNothingLeft();
        }
    }

    /** Reports that still wait; those that Studio refused lie one directory deeper. */
    private static long reports(Path outbox) {
        try (Stream<Path> tree = Files.walk(outbox, 2)) {
            return tree.filter(path -> path.toString().endsWith(".json")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
