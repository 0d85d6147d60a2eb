package dev.maestro.studio.contract;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.work.WorkEvent.PlanNews;
import dev.maestro.studio.contract.StudioStage.Registered;
import dev.maestro.studio.platform.ProjectEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that does not read is closed, and comes back without having missed anything. */
final class SlowConsumerTest {

    /** 1006: who does not even read its close frame within a second is cut off. */
    private static final List<Integer> TOO_SLOW = List.of(4100, 1006);

    /** More than a socket's buffers and its outbox hold together. */
    private static final int BURST = 7_000;

    @TempDir static Path directory;
    private static StudioStage stage;

    @BeforeAll
    static void start() {
        stage = StudioStage.open(directory);
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void aClientThatStopsReadingIsClosedAndResumesWithoutLoss() {
        String project = stage.project();
        String news = "private-project." + project;
        Registered session = stage.session(stage.ada, project, "slow");
        long seen;
        try (Peer slow = connect(session);
                Peer watcher = connect(session)) {
            stage.enter(stage.ada, slow, session.channel());
            stage.enter(stage.ada, slow, news);
            stage.enter(stage.ada, watcher, news);
            seen = hello(slow, session, 0).path("seq").asLong();
            long last = seen + BURST;

            slow.stopReading();
            happens(project, BURST);
            eventually(() -> assertThat(lastSeen(watcher)).isEqualTo(last));
            slow.readAgain();

            assertThat(slow.closeCode()).isIn(TOO_SLOW);
            seen = Math.max(seen, lastSeen(slow));
            assertThat(seen).isLessThan(last);
        }
        try (Peer again = connect(session)) {
            stage.enter(stage.ada, again, session.channel());
            long newest = hello(again, session, seen).path("seq").asLong();
            JsonNode sync = sync(again, session, seen);
            assertThat(sync.path("resync").asBoolean()).isEqualTo(newest - seen > 1_000);

            List<Long> missed = new ArrayList<>();
            for (long from = seen; from < newest; from = missed.getLast()) {
                page(project, from).forEach(missed::add);
            }

            assertThat(missed)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(seen + 1, newest).boxed().toList());
        }
    }

    @Test
    void upToAThousandMissedEventsAreToldAgain() {
        String project = stage.project();
        Registered session = stage.session(stage.ada, project, "away");
        try (Peer peer = connect(session)) {
            stage.enter(stage.ada, peer, session.channel());
            long seen = hello(peer, session, 0).path("seq").asLong();
            happens(project, 1_000);

            JsonNode thousand = sync(peer, session, seen);
            happens(project, 100);
            JsonNode more = sync(peer, session, seen);

            assertThat(thousand.path("resync").asBoolean()).isFalse();
            assertThat(thousand.path("events")).hasSize(1_000);
            assertThat(thousand.path("events").get(999).path("seq").asLong())
                    .isEqualTo(seen + 1_000);
            assertThat(more.path("resync").asBoolean()).isTrue();
            assertThat(more.path("events")).isEmpty();
            assertThat(more.path("seq").asLong()).isEqualTo(seen + 1_100);
        }
    }

    private static Peer connect(Registered session) {
        return Peer.connect(stage.site(), session.key());
    }

    private static List<Long> page(String project, long after) {
        List<Long> seqs = new ArrayList<>();
        StudioStage.json(
                        stage.get(
                                "/api/v1/projects/" + project + "/events?after=" + after,
                                stage.ada))
                .path("items")
                .forEach(event -> seqs.add(event.path("seq").asLong()));
        return seqs;
    }

    private static void happens(String project, int times) {
        UUID id = UUID.fromString(project);
        String title = "x".repeat(8_000);
        for (int batch = 0; batch < times / 100; batch++) {
            stage.database.inTransactionDo(tx -> {
                for (int i = 0; i < 100; i++) {
                    PlanNews.Created news = new PlanNews.Created(UUID.randomUUID(), title);
                    tx.publish(ProjectEvent.of(id, news.type(), news));
                }
            });
        }
    }

    private static long lastSeen(Peer peer) {
        return peer.frames().stream()
                .filter(frame -> frame.data().path("method").asText().equals("event"))
                .mapToLong(frame -> frame.data().path("params").path("seq").asLong())
                .max()
                .orElse(0);
    }

    private static JsonNode hello(Peer peer, Registered session, long after) {
        return peer.call(
                        session.channel(),
                        "session.hello",
                        Map.of(
                                "protocol",
                                1,
                                "client_version",
                                "t",
                                "resume",
                                after > 0,
                                "after",
                                after,
                                "runs",
                                List.of()))
                .path("result");
    }

    private static JsonNode sync(Peer peer, Registered session, long after) {
        return peer.call(session.channel(), "session.sync", Map.of("after", after)).path("result");
    }
}
