package dev.maestro.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.testkit.Processes;
import dev.maestro.testkit.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The workers of {@code examples/}, which know nothing of ours but the protocol, do a whole plan:
 * develop, check, review and the gate before the release.
 */
final class ExampleWorkerJourneyTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Develops until it is let go on, and judges what it developed. */
    private static final String COMMAND =
            """
            case $MAESTRO_PURPOSE in
              review) echo 'VERDICT: APPROVED' ;;
              *) cat >task.json; echo 'grüß dich'; until test -e "$GO_ON"; do sleep 0.1; done ;;
            esac
            """;

    @Test
    void theWorkerInNodeDoesAPlan() throws IOException {
        Path sources = example("worker-node");
        Path place = Scene.empty("worker-node-program");
        for (String file : List.of("package.json", "package-lock.json", ".npmrc", "worker.mjs")) {
            Files.copy(
                    sources.resolve(file),
                    place.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Processes.Finished npm =
                Processes.run(
                        place,
                        Map.of(),
                        PATIENCE,
                        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        assertThat(npm.exit()).as(npm.output()).isZero();

        doesAPlan("worker-node", List.of("node", place.resolve("worker.mjs").toString()));
    }

    @Test
    void theWorkerInJavaDoesAPlan() {
        doesAPlan(
                "worker-java",
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        example("worker-java").resolve("Worker.java").toString()));
    }

    @Test
    void theWorkerInJavaIsTestedWithTheLibraryItNames() throws IOException {
        String jar =
                Arrays.stream(System.getProperty("java.class.path").split(":"))
                        .map(path -> Path.of(path).getFileName().toString())
                        .filter(name -> name.startsWith("pusher-java-client-"))
                        .findFirst()
                        .orElseThrow();

        assertThat(Files.readString(example("worker-java").resolve("pom.xml")))
                .contains(
                        "<artifactId>pusher-java-client</artifactId><version>%s</version>"
                                .formatted(jar.replaceAll("^pusher-java-client-|\\.jar$", "")));
    }

    @Test
    void theWorkerInNodeFitsOnePage() throws IOException {
        assertThat(Files.readAllLines(example("worker-node").resolve("worker.mjs"), UTF_8))
                .hasSizeLessThan(150);
    }

    private static void doesAPlan(String name, List<String> program) {
        try (Scene scene = Scene.open(name)) {
            Repository repository = scene.repository("test -f README.md\n");
            scene.beginAlone(
                    repository,
                    Optional.of("sh check.sh"),
                    Map.of(),
                    Scene.outline(List.of("The work")));
            try (RunningProgram worker = start(scene, program)) {
                Scene.await("the work", PATIENCE, () -> isDeveloped(scene, "running"));
                drain(scene);
                Scene.write(goOn(scene), "");

                assertThat(worker.awaitEnd(PATIENCE)).as(worker.output()).isZero();
                assertThat(worker.output()).contains("completed develop").doesNotContain("failed");
                assertThat(isDeveloped(scene, "succeeded")).isTrue();
                assertThat(scene.planState()).isEqualTo("active");
            }
            try (RunningProgram worker = start(scene, program)) {
                Scene.awaitAtMost(
                        PATIENCE, () -> scene.planState().equals("completed") || !worker.alive());
                assertThat(scene.planState()).as(worker.output()).isEqualTo("completed");

                assertThat(worker.output()).contains("ready").doesNotContain("failed");
            }
            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            assertThat(History.file(repository, "task.json")).contains("The work");
            assertThat(outputOfDevelop(scene)).contains("grüß dich");
            scene.endAndExpectNothingLeft();
        }
    }

    private static RunningProgram start(Scene scene, List<String> program) {
        List<String> line = new ArrayList<>(program);
        line.addAll(List.of(scene.invite(), scene.projectId(), COMMAND));
        return Processes.start(
                scene.directory(),
                Map.of(
                        "WORKER_HOME",
                        scene.directory().resolve("worker").toString(),
                        "GO_ON",
                        goOn(scene).toString()),
                line);
    }

    private static Path goOn(Scene scene) {
        return scene.directory().resolve("go-on");
    }

    private static boolean isDeveloped(Scene scene, String state) {
        return scene.runs().stream()
                .filter(run -> run.path("purpose").asText().equals("develop"))
                .anyMatch(run -> run.path("state").asText().equals(state));
    }

    /** Asks the worker to end once its work is done. */
    private static void drain(Scene scene) {
        String session =
                scene.api()
                        .get("/api/v1/projects/" + scene.projectId() + "/sessions")
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText();
        scene.api().post("/api/v1/agent-sessions/" + session + "/drain", Map.of());
    }

    private static String outputOfDevelop(Scene scene) {
        String run =
                scene.runs().stream()
                        .filter(each -> each.path("purpose").asText().equals("develop"))
                        .map(each -> each.path("id").asText())
                        .findFirst()
                        .orElseThrow();
        return scene.api().text("/api/v1/runs/" + run + "/output");
    }

    private static Path example(String name) {
        return Programs.find().root().resolve("examples").resolve(name);
    }
}
