package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.demo.Stage;
import dev.maestro.demo.StudioProcess;
import dev.maestro.testkit.TestDatabase;
import dev.maestro.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two packaged studios on one PostgreSQL and one Redis, behind one address. */
final class TwoStudiosJourneyTest {

    private static final Duration MOMENT = Duration.ofSeconds(60);
    private static final int DEVELOPERS = 4;

    @Test
    void aStudioIsKilledAndItsSessionsGoOnAtTheOtherWithoutLoss() {
        int secondPort = Stage.freePort();
        try (TestDatabase database = TestDatabase.empty();
                TestRedis redis = TestRedis.start();
                Scene scene = Scene.open("two-studios");
                StudioProcess second =
                        new StudioProcess(
                                Programs.find(),
                                scene.directory().resolve("home-2"),
                                secondPort,
                                scene.directory().resolve("studio-2.log"));
                Balancer balancer =
                        Balancer.of(
                                List.of(
                                        URI.create(scene.stage().studio().url()).getPort(),
                                        secondPort))) {
            for (StudioProcess each : List.of(scene.stage().studio(), second)) {
                each.set("MAESTRO_DATABASE_URL", database.url())
                        .set("MAESTRO_DATABASE_USER", database.user())
                        .set("MAESTRO_DATABASE_PASSWORD", database.password())
                        .set("MAESTRO_REDIS_URL", redis.uri().toString())
                        .set(
                                "MAESTRO_RUN_OUTPUT_DIRECTORY",
                                scene.directory().resolve("output").toString())
                        .set("MAESTRO_STUDIO_PUBLIC_URL", "http://127.0.0.1:" + balancer.port());
            }
            Repository repository = scene.repository("test -f README.md\n");
            scene.beginAlone(
                    repository,
                    Optional.of("sh check.sh"),
                    Map.of(),
                    Scene.outline(IntStream.rangeClosed(1, 8).mapToObj(i -> "Task " + i).toList()));
            second.start();
            scene.connect(repository, team(), scene.agent("together.sh"));
            Scene.await(
                    "every developer works, and both studios have some",
                    MOMENT,
                    () ->
                            signals(scene).size() == DEVELOPERS
                                    && dispatched(scene.directory().resolve("studio.log"))
                                    && dispatched(scene.directory().resolve("studio-2.log")));

            second.kill();
            Scene.write(scene.signals().resolve("go"), "");
            scene.awaitCompletion(Duration.ofMinutes(2));

            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            assertThat(scene.count("run.orphaned")).isZero();
            assertThat(attempts(scene)).containsExactly("1");
            Outcome.expectNothingOnTheRemoteButTheBase(repository);
            scene.endAndExpectNothingLeft();
        }
    }

    private static List<Stage.Seat> team() {
        return Stream.concat(
                        IntStream.rangeClosed(1, DEVELOPERS)
                                .mapToObj(i ->
                                        new Stage.Seat(
                                                "developer-" + i, false, "develop", List.of(), 1)),
                        Stream.of(
                                new Stage.Seat("reviewer", false, "review", List.of(), 1),
                                new Stage.Seat("tester", false, "check,release", List.of(), 1)))
                .toList();
    }

    /** The tasks whose work has begun. */
    private static Set<String> signals(Scene scene) {
        try (Stream<Path> files = Files.list(scene.signals())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("begun-"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean dispatched(Path log) {
        try {
            return Files.readString(log).contains("QUEUED → DISPATCHED");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> attempts(Scene scene) {
        return scene.runs().stream()
                .filter(run -> run.path("purpose").asText().equals("develop"))
                .map(run -> run.path("attempt"))
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
