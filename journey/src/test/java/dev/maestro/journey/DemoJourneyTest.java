package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Programs;
import dev.maestro.demo.Repository;
import dev.maestro.git.Git;
import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DemoJourneyTest {

    private final Path home = Scene.empty("demo");

    @AfterEach
    void endWhatIsLeft() {
        Leftovers.end(home);
    }

    @Test
    void theDemoGoesFromAnOutlineToAReleaseAndLeavesNothing() {
        Processes.Finished demo =
                Processes.run(
                        home,
                        Map.of("MAESTRO_HOME", home.toString()),
                        Duration.ofMinutes(4),
                        Programs.find().demo(List.of("--headless", "--json")));

        assertThat(demo.exit()).as(demo.output()).isZero();
        JsonNode summary = Json.tree(demo.output().lines().toList().getLast());
        assertThat(summary.path("tasks_done").asInt()).isEqualTo(12);
        assertThat(summary.path("merges").asInt()).isEqualTo(12);
        assertThat(summary.path("rejections").asInt()).isPositive();
        assertThat(summary.path("conflicts").asInt()).isPositive();
        assertThat(summary.path("pauses").asInt()).isPositive();
        assertThat(summary.path("seconds").asDouble()).isPositive();
        Path demoHome = home.resolve("demo");
        Repository repository =
                new Repository(demoHome.resolve("remote.git"), demoHome.resolve("clone"), "main");
        assertThat(summary.path("release_commit").asText()).isEqualTo(repository.head());
        assertThat(History.mergedTasks(repository)).hasSize(12).doesNotHaveDuplicates();
        assertThat(repository.otherRefs()).isEmpty();
        assertThat(Leftovers.processes(home)).isEmpty();
        assertThat(Leftovers.worktrees(demoHome.resolve("home"))).isEmpty();
    }

    /** The example in examples/own-repository, as its page says. */
    @Test
    void theMainJobRunsOnACloneOfThisProjectAndDoesNotTouchItself() {
        Path root = Programs.find().root();
        Path example = root.resolve("examples/own-repository");
        List<String> before = refs(root);

        Processes.Finished demo =
                Processes.run(
                        home,
                        Map.of("MAESTRO_HOME", home.toString()),
                        Duration.ofMinutes(4),
                        Programs.find()
                                .demo(
                                        List.of(
                                                "--headless",
                                                "--json",
                                                "--repo",
                                                root.toString(),
                                                "--plan",
                                                example.resolve("plan.md").toString(),
                                                "--agent",
                                                "sh '%s'".formatted(example.resolve("agent.sh")),
                                                "--check",
                                                "bash -n maestro && test -s README.md")));

        assertThat(demo.exit()).as(demo.output()).isZero();
        JsonNode summary = Json.tree(demo.output().lines().toList().getLast());
        assertThat(summary.path("tasks_done").asInt()).isEqualTo(5);
        assertThat(summary.path("merges").asInt()).isEqualTo(5);
        assertThat(summary.path("check_passed").asBoolean()).isTrue();
        assertThat(refs(root)).isEqualTo(before);
        assertThat(Leftovers.processes(home)).isEmpty();
    }

    private static List<String> refs(Path repository) {
        return Git.at(repository).run("for-each-ref").lines();
    }
}
