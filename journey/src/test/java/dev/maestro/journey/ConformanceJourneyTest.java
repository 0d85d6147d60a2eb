package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The packaged exam, pointed at the packaged programs. */
final class ConformanceJourneyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void studioPassesTheExamOfItsContract() {
        try (Scene scene = Scene.open("conformance")) {
            Repository repository = scene.repository("true\n");
            scene.beginAlone(
                    repository,
                    Optional.empty(),
                    Map.of(),
                    Scene.outline(List.of("Nobody does it")));

            Processes.Finished exam =
                    Processes.run(
                            scene.directory(),
                            Map.of(),
                            PATIENCE,
                            Programs.find()
                                    .client(
                                            List.of(
                                                    "conformance",
                                                    "--url",
                                                    scene.stage().studio().url(),
                                                    "--studio",
                                                    "--invite",
                                                    scene.invite(),
                                                    "--json")));

            assertThat(exam.exit()).as(exam.output()).isZero();
            List<String> outcomes =
                    exam.output()
                            .lines()
                            .map(Json::tree)
                            .filter(line -> line.has("outcome"))
                            .map(line -> line.path("outcome").asText())
                            .toList();
            assertThat(outcomes).hasSizeGreaterThan(20).containsOnly("pass");
            scene.endAndExpectNothingLeft();
        }
    }
}
