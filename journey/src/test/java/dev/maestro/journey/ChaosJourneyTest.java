package dev.maestro.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.demo.Repository;
import dev.maestro.demo.Sample;
import dev.maestro.demo.Stage;
import dev.maestro.demo.StudioApi;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The demo's plan while Studio and the daemon are killed again and again. When is chosen by the
 * seed: after so many news and so many milliseconds more, so that the kills are spread over the
 * whole plan on a fast machine and on a slow one. {@code -Dchaos.seed=N} plays the same choices.
 */
final class ChaosJourneyTest {

    private static final int KILLS = 20;
    private static final int MOST_NEWS = 8;
    private static final Duration NEWS_PATIENCE = Duration.ofSeconds(8);

    private enum Victim {
        STUDIO,
        DAEMON,
        BOTH
    }

    @Test
    @Timeout(480)
    void everyTaskIsDoneOnceHoweverOftenStudioAndTheDaemonAreKilled() {
        long seed = Long.getLong("chaos.seed", Math.abs(new Random().nextInt()));
        System.out.printf("chaos: -Dchaos.seed=%d%n", seed);
        Random random = new Random(seed);

        try (Scene scene = Scene.open("chaos")) {
            Repository repository = Repository.sample(scene.directory());
            String before = repository.head();
            scene.begin(
                    repository,
                    Optional.of(Sample.CHECK),
                    Map.of(),
                    Sample.plan(),
                    Stage.TEAM,
                    Sample.agent(scene.directory()));
            for (int kill = 1; kill <= KILLS; kill++) {
                awaitNews(scene, 1 + random.nextInt(MOST_NEWS));
                moreTime(Duration.ofMillis(random.nextInt(400)));
                Victim victim = Victim.values()[random.nextInt(3)];
                System.out.printf("chaos: kill %d: %s%n", kill, victim);
                assertThat(scene.planState())
                        .as("kill %d of seed %d comes before the end", kill, seed)
                        .isEqualTo("active");
                strike(scene, victim);
            }
            scene.awaitCompletion(Duration.ofMinutes(4));

            assertThat(repository.head()).isNotEqualTo(before);
            Outcome.expectEveryTaskDoneAndMergedOnce(scene, repository);
            assertThat(scene.stage().checkBase(repository, Sample.CHECK)).isZero();
            Outcome.expectNothingOnTheRemoteButTheBase(repository);
            Scene.await(
                    "no process of a run is left",
                    Duration.ofSeconds(10),
                    () -> Leftovers.ofRuns(scene.directory()).isEmpty());
            scene.endAndExpectNothingLeft();
        }
    }

    private static void strike(Scene scene, Victim victim) {
        long postmaster = scene.postmaster();
        if (victim != Victim.DAEMON) {
            scene.stage().studio().kill();
        }
        if (victim != Victim.STUDIO) {
            scene.killDaemon();
            scene.startDaemon();
        }
        if (victim != Victim.DAEMON) {
            scene.stage().studio().start();
            assertThat(scene.postmaster()).as("the database is taken over").isEqualTo(postmaster);
        }
    }

    private static void awaitNews(Scene scene, int news) {
        long from = latest(scene.events());
        Scene.awaitAtMost(
                NEWS_PATIENCE,
                () -> {
                    try {
                        return scene.eventsAfter(from).size() >= news;
                    } catch (StudioApi.Failed unreachable) {
                        return false;
                    }
                });
    }

    private static long latest(List<JsonNode> events) {
        return events.isEmpty() ? 0 : events.getLast().path("seq").asLong();
    }

    private static void moreTime(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> System.nanoTime() >= until);
    }
}
