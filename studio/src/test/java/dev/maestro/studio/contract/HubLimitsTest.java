package dev.maestro.studio.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.studio.contract.StudioStage.Registered;
import dev.maestro.testkit.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a socket may do on Studio's hub, and how many there may be. */
final class HubLimitsTest {

    private static final int CROWD = 101;
    private static final int RATE_EXCEEDED = 4301;

    private static final SettableClock CLOCK = SettableClock.monday();

    @TempDir static Path directory;
    private static StudioStage stage;
    private static String project;
    private static Registered session;

    @BeforeAll
    static void start() {
        stage = StudioStage.open(directory, CLOCK);
        project = stage.project();
        session = stage.session(stage.ada, project, "ada");
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsClosed() {
        try (Peer stranger = connect();
                Peer known = connect()) {
            stage.enter(stage.ada, known, "private-project." + project);

            CLOCK.passes(Duration.ofSeconds(31));

            assertThat(stranger.closeCode()).isEqualTo(4009);
            assertThat(known.isClosed()).isFalse();
        }
    }

    @Test
    void aFloodOfMessagesIsNotHeard() {
        try (Peer peer = connect()) {
            for (int message = 0; message <= 500; message++) {
                peer.send("{\"event\":\"pusher:ping\",\"data\":{}}");
            }

            peer.await(frame ->
                    frame.event().equals("pusher:error")
                            && frame.data().path("code").asInt() == RATE_EXCEEDED);
        }
    }

    @Test
    void aProjectHasRoomForMoreThanAHundred() {
        String channel = "presence-project." + project;
        List<Peer> crowd = new ArrayList<>();
        try {
            for (int number = 0; number < CROWD; number++) {
                Registered each = stage.session(stage.ada, project, "s" + number);
                Peer peer = connect();
                crowd.add(peer);
                JsonNode proof =
                        StudioStage.json(
                                stage.post(
                                        "/api/v1/broadcasting/auth",
                                        Optional.of(stage.ada.bearer()),
                                        Map.of(
                                                "socket_id",
                                                peer.socketId(),
                                                "channel_name",
                                                channel,
                                                "session",
                                                each.id())));
                peer.subscribe(
                        channel,
                        proof.path("auth").asText(),
                        Optional.of(proof.path("channel_data").asText()));
            }

            assertThat(crowd.getLast().entered(channel).data().at("/presence/count").asInt())
                    .isGreaterThan(100);
        } finally {
            crowd.forEach(Peer::close);
        }
    }

    private static Peer connect() {
        Peer peer = Peer.connect(stage.site(), session.key());
        peer.socketId();
        return peer;
    }
}
