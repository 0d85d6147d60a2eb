package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Repository;
import dev.maestro.git.Git;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Agents and checks that do what they must not, side by side in one plan. */
final class MisbehaviourJourneyTest {

    /** {@code hang} is a file that the first task adds. */
    private static final String CHECK =
            """
            if [ -f hang ]; then
                setsid sleep 613 &
                sleep 613
            fi
            test -f README.md
            """;

    @Test
    void everyMisbehaviourEndsWithAPersonWhoIsToldWhatToDo() {
        try (Scene scene = Scene.open("misbehaviour")) {
            Repository repository = scene.repository(CHECK);
            scene.begin(
                    repository,
                    Optional.of("sh check.sh"),
                    Map.of("check_timeout_seconds", 2),
                    Scene.outline(
                            List.of(
                                    "A check that hangs",
                                    "Nothing is done",
                                    "Another branch is moved",
                                    "Two verdicts",
                                    "No verdict",
                                    "All is well")),
                    List.of(Scene.ALLROUNDER),
                    scene.agent("misbehaving.sh"));
            Scene.await(
                    "five tasks need a person and one is done",
                    Duration.ofMinutes(3),
                    () ->
                            states(scene)
                                    .equals(
                                            List.of(
                                                    "needs_operator",
                                                    "needs_operator",
                                                    "needs_operator",
                                                    "needs_operator",
                                                    "needs_operator",
                                                    "done")));

            assertThat(waitsFor(scene, 1)).contains("sh check.sh", "2 s", "killed");
            assertThat(failures(scene, 1, "develop")).contains("check_timed_out");
            assertThat(Leftovers.ofRuns(scene.directory())).as("what the check started").isEmpty();
            assertThat(failures(scene, 2, "develop")).containsOnly("no_changes").hasSize(3);
            assertThat(waitsFor(scene, 2)).contains("without chang");
            assertThat(failures(scene, 3, "develop")).contains("workspace_unsafe");
            assertThat(waitsFor(scene, 3)).contains("branch");
            assertThat(failures(scene, 4, "review")).containsOnly("ambiguous_verdict").hasSize(3);
            assertThat(waitsFor(scene, 4)).contains("verdict");
            assertThat(failures(scene, 5, "review")).containsOnly("no_verdict").hasSize(3);
            assertThat(waitsFor(scene, 5)).contains("verdict");
            assertThat(Git.at(repository.workingCopy()).run("branch", "--list").lines())
                    .as("the user's clone is as it was")
                    .containsExactly("* main");

            for (int number = 1; number <= 5; number++) {
                scene.api()
                        .post(
                                "/api/v1/tasks/%s/cancel"
                                        .formatted(scene.task(number).path("id").asText()),
                                Map.of());
            }
            Scene.await(
                    "the plan is released without them",
                    Duration.ofMinutes(1),
                    () -> scene.planState().equals("completed"));
            assertThat(History.mergedTasks(repository))
                    .containsExactly(scene.task(6).path("id").asText());
            scene.endAndExpectNothingLeft();
        }
    }

    private static List<String> states(Scene scene) {
        return scene.tasks().stream().map(task -> task.path("state").asText()).toList();
    }

    private static String waitsFor(Scene scene, int number) {
        return scene.task(number).path("waits_for").asText();
    }

    private static List<String> failures(Scene scene, int number, String purpose) {
        List<String> failures = new java.util.ArrayList<>();
        for (JsonNode run : scene.task(number).path("runs")) {
            if (run.path("purpose").asText().equals(purpose) && run.hasNonNull("failure")) {
                failures.add(run.path("failure").asText());
            }
        }
        return failures;
    }
}
