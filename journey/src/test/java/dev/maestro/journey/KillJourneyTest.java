package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.demo.Repository;
import dev.maestro.demo.Stage;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Kills at the moments that matter most, found by what others can see of them. */
final class KillJourneyTest {

    private static final Duration MOMENT = Duration.ofSeconds(60);

    @Test
    void studioIsKilledWhileMergingAndMergesNothingTwice() {
        try (Scene scene = Scene.open("kill-merging")) {
            Repository repository = scene.repository("test -f README.md\n");
            scene.begin(
                    repository,
                    Optional.of("sh check.sh"),
                    Map.of(),
                    Scene.outline(IntStream.rangeClosed(1, 8).mapToObj(i -> "Task " + i).toList()),
                    List.of(
                            new Stage.Seat("developer", false, "develop", List.of(), 1),
                            new Stage.Seat("reviewer", false, "review", List.of(), 1),
                            new Stage.Seat("tester", false, "check,release", List.of(), 1)),
                    scene.agent("plain.sh"));

            for (int kill = 0; kill < 6; kill++) {
                boolean gating = kill % 2 == 0;
                // A gate's ref is pushed before its run; the epic moves before that is recorded.
                String prefix = gating ? "refs/maestro/gate" : "refs/heads/epic";
                List<String> before = History.refs(repository, prefix);
                Scene.await(
                        "a merge is " + (gating ? "gated" : "landed"),
                        MOMENT,
                        () -> {
                            List<String> now = History.refs(repository, prefix);
                            return !now.isEmpty() && !now.equals(before);
                        });
                scene.stage().studio().kill();
                scene.stage().studio().start();
            }
            scene.awaitCompletion(Duration.ofMinutes(3));

            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            Outcome.expectNothingOnTheRemoteButTheBase(repository);
            scene.endAndExpectNothingLeft();
        }
    }

    @Test
    void theDaemonIsKilledWhileDevelopingAndTheWorkGoesOn() {
        developing("kill-daemon", false);
    }

    @Test
    void studioAndTheDaemonAreKilledWhileDevelopingAndTheWorkGoesOn() {
        developing("kill-both", true);
    }

    /** The agent's first attempt stops in the middle, with a child that left its session. */
    private static void developing(String name, boolean studioToo) {
        try (Scene scene = Scene.open(name)) {
            Repository repository = scene.repository("test -f README.md\n");
            scene.begin(
                    repository,
                    Optional.of("sh check.sh"),
                    Map.of(),
                    Scene.outline(List.of("The work")),
                    List.of(Scene.ALLROUNDER),
                    scene.agent("halfway.sh"));
            Scene.await(
                    "half of the work",
                    MOMENT,
                    () -> Files.exists(scene.signals().resolve("halfway")));
            assertThat(Leftovers.ofRuns(scene.directory())).hasSizeGreaterThan(1);

            if (studioToo) {
                scene.stage().studio().kill();
            }
            scene.killDaemon();
            Scene.await(
                    "the run's processes end with the daemon",
                    Duration.ofSeconds(10),
                    () -> Leftovers.ofRuns(scene.directory()).isEmpty());
            scene.startDaemon();
            if (studioToo) {
                scene.stage().studio().start();
            }
            scene.awaitCompletion(Duration.ofMinutes(2));

            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            assertThat(History.file(repository, "half.txt")).isEqualTo("half, by attempt 1\n");
            assertThat(scene.count("run.orphaned")).isEqualTo(1);
            Outcome.expectNothingOnTheRemoteButTheBase(repository);
            scene.endAndExpectNothingLeft();
        }
    }
}
