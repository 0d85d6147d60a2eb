package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Repository;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be true of every plan that was completed, whatever happened on the way. */
final class Outcome {

    private Outcome() {}

    static void expectEveryTaskDoneAndMergedOnce(Scene scene, Repository repository) {
        List<String> tasks = scene.tasks().stream().map(task -> task.path("id").asText()).toList();
        assertThat(scene.tasks()).allMatch(task -> task.path("state").asText().equals("done"));
        assertThat(newsPerTask(scene, "task.done"))
                .containsOnlyKeys(tasks)
                .values()
                .containsOnly(1L);
        assertThat(newsPerTask(scene, "task.merged"))
                .containsOnlyKeys(tasks)
                .values()
                .containsOnly(1L);
        assertThat(History.mergedTasks(repository)).containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(scene.runs())
                .extracting(run -> run.path("state").asText())
                .isSubsetOf("succeeded", "failed", "cancelled");
        List<Long> numbers =
                scene.events().stream().map(event -> event.path("seq").asLong()).toList();
        assertThat(numbers).as("without a gap").isEqualTo(upTo(numbers.size()));
    }

    /** Clean-up goes on for a moment after the release. */
    static void expectNothingOnTheRemoteButTheBase(Repository repository) {
        Scene.await(
                "only the base branch is left of " + repository.otherRefs(),
                Duration.ofSeconds(30),
                () -> repository.otherRefs().isEmpty());
    }

    private static Map<String, Long> newsPerTask(Scene scene, String type) {
        return scene.events().stream()
                .filter(event -> event.path("type").asText().equals(type))
                .map(Outcome::task)
                .collect(Collectors.groupingBy(task -> task, Collectors.counting()));
    }

    private static String task(JsonNode event) {
        return event.path("data").path("task").asText();
    }

    private static List<Long> upTo(int size) {
        return java.util.stream.LongStream.rangeClosed(1, size).boxed().toList();
    }
}
