package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackPressureTest {

    private final Stage stage = new Stage(config -> config.withOutboxFrames(200));

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void closesTheSocketThatReadsTooSlowlyAndServesTheOthers() {
        RawPeer slow = stage.connectsRaw();
        slow.says("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
        assertThat(stage.hears()).endsWith("entered news");
        Talker quick = stage.connects().greeted().on("news");
        assertThat(stage.hears()).endsWith("entered news");
        String data = "x".repeat(8000);

        int published = 0;
        while (stage.hub.stats().tooSlow() == 0) {
            stage.publishes("news", "e", data);
            published++;
            assertThat(quick.hears()).contains(data);
        }

        assertThat(published).isGreaterThan(200);
        assertThat(stage.hears()).endsWith("left news");
        assertThat(stage.hears()).endsWith("is gone");
        assertThat(stage.publishes("news", "last", "{}")).isEqualTo(1);
        assertThat(quick.hears()).contains("last");
    }

    @Test
    void closesTheSocketForWhichTooManyBytesWaitThoughTheyAreFewFrames() {
        try (Stage narrow = new Stage(config -> config.withOutboxBytes(100_000))) {
            RawPeer slow = narrow.connectsRaw();
            slow.says("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
            assertThat(narrow.hears()).endsWith("entered news");

            int published = 0;
            while (narrow.hub.stats().tooSlow() == 0) {
                narrow.publishes("news", "e", "x".repeat(8000));
                published++;
            }

            assertThat(published).isLessThan(HubConfig.defaults(List.of(Stage.APP)).outboxFrames());
        }
    }

    @Test
    void deliversAFrameThatIsLongerThanWhatMayWait() {
        try (Stage narrow = new Stage(config -> config.withOutboxBytes(1))) {
            Talker one = narrow.connects().greeted().on("news");
            Talker two = narrow.connects().greeted().on("news");

            narrow.publishes("news", "e", "x".repeat(8000));

            assertThat(one.hears()).contains("xxx");
            assertThat(two.hears()).contains("xxx");
        }
    }

    @Test
    void tellsASlowReaderThatWakesUpWhyItWasClosed() {
        RawPeer slow = stage.connectsRaw();
        slow.says("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
        assertThat(stage.hears()).endsWith("entered news");
        String data = "x".repeat(8000);

        while (stage.hub.stats().tooSlow() == 0) {
            stage.publishes("news", "e", data);
        }
        RawPeer.Frame frame = slow.reads();
        String lastText = "";
        while (frame.opcode() == RawPeer.TEXT) {
            lastText = frame.text();
            frame = slow.reads();
        }

        assertThat(lastText)
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4100,\"message\":\"This connection reads too slowly\"}}");
        assertThat(frame.opcode()).isEqualTo(RawPeer.CLOSE);
        assertThat(frame.closeCode()).isEqualTo(4100);
    }

    @Test
    void cutsOffAPeerThatNeverConfirmsTheClose() {
        RawPeer rude = stage.connectsRaw();
        rude.says("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"news\"}}");
        String entered = stage.hears();
        SocketId socket = new SocketId(entered.substring(0, entered.indexOf(' ')));

        stage.hub.closeSocket(socket, CloseCode.RECONNECT_NOW);

        assertThat(stage.hears()).isEqualTo(socket + " left news");
        assertThat(stage.hears()).isEqualTo(socket + " is gone");
        assertThat(stage.hub.stats().sockets()).isZero();
    }

    @Test
    void refusesAMessageThatIsTooLong() {
        Talker talker = stage.connects().greeted();

        talker.says("x".repeat(16 * 1024 + 1));

        assertThat(talker.isClosedWith()).isEqualTo("1009 Maximum message size exceeded");
        assertThat(stage.hears()).endsWith("is gone");
    }

    @Test
    void takesTheLongestMessageThatIsAllowed() {
        Talker talker = stage.connects().greeted();
        String frame = "{\"event\":\"pusher:ping\",\"data\":\"\"}";

        talker.says(frame.replace("\"\"", "\"" + "x".repeat(16 * 1024 - frame.length()) + "\""));

        assertThat(talker.hears()).contains("pusher:pong");
    }

    @Test
    void readsMessagesThatComeInPiecesOrAsBytes() {
        RawPeer peer = stage.connectsRaw();
        peer.reads();

        peer.send(RawPeer.TEXT, false, "{\"event\":");
        peer.send(RawPeer.PING, true, "are you there");
        peer.send(0, false, "\"pusher:");
        peer.send(0, true, "ping\"}");
        peer.send(RawPeer.BINARY, true, "{\"event\":\"pusher:ping\"}");

        RawPeer.Frame pong = peer.reads();
        assertThat(pong.opcode()).isEqualTo(RawPeer.PONG);
        assertThat(pong.text()).isEqualTo("are you there");
        assertThat(peer.reads().text()).isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
        assertThat(peer.reads().text()).isEqualTo("{\"event\":\"pusher:pong\",\"data\":\"{}\"}");
    }

    @Test
    void asksASilentPeerTwiceAndThenClosesIt() {
        RawPeer silent = stage.connectsRaw();
        silent.reads();

        stage.clock.passes(Duration.ofSeconds(30));
        RawPeer.Frame first = silent.reads();
        RawPeer.Frame second = silent.reads();
        stage.clock.passes(Duration.ofSeconds(30));

        assertThat(first.opcode() == RawPeer.PING ? second.text() : first.text())
                .isEqualTo("{\"event\":\"pusher:ping\",\"data\":\"{}\"}");
        assertThat(first.opcode() + second.opcode()).isEqualTo(RawPeer.PING + RawPeer.TEXT);
        assertThat(silent.reads().text())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4201,\"message\":\"Pong reply not received in time\"}}");
        assertThat(silent.reads().closeCode()).isEqualTo(4201);
    }

    @Test
    void takesAWebSocketPongAsASignOfLife() {
        RawPeer peer = stage.connectsRaw();
        peer.reads();

        for (int i = 0; i < 3; i++) {
            stage.clock.passes(Duration.ofSeconds(30));
            peer.reads();
            peer.reads();
            peer.send(RawPeer.PONG, true, "");
            peer.says("{\"event\":\"pusher:ping\"}");
            assertThat(peer.reads().text()).contains("pusher:pong");
        }

        assertThat(stage.hub.stats().sockets()).isEqualTo(1);
    }
}
