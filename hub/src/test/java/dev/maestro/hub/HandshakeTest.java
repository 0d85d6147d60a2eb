package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.pusher.CloseCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void speaksFirstAndGivesEverySocketItsOwnName() {
        Talker one = stage.connects().greeted();
        Talker two = stage.connects().greeted();

        assertThat(one.id()).isNotEqualTo(two.id());
        assertThat(stage.hub.stats().sockets()).isEqualTo(2);
    }

    @Test
    void namesSocketsSoThatNoneIsGuessedFromAnother() {
        List<Long> secondHalves =
                Stream.generate(() -> stage.connects().greeted().id().value())
                        .limit(10)
                        .map(id -> Long.valueOf(id.substring(id.indexOf('.') + 1)))
                        .sorted()
                        .toList();

        for (int i = 1; i < secondHalves.size(); i++) {
            assertThat(secondHalves.get(i) - secondHalves.get(i - 1)).isGreaterThan(1L << 20);
        }
    }

    @Test
    void tellsAnUnknownApplicationOnTheOpenSocket() {
        Talker stranger = stage.connects("/app/nobody?protocol=7");

        assertThat(stranger.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4001,\"message\":\"Application does not exist\"}}");
        assertThat(stranger.isClosedWith()).isEqualTo("4001 Application does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "3, 4007 Unsupported protocol version",
        "8, 4007 Unsupported protocol version",
        "seven, 4006 Invalid version string format",
        "'', 4006 Invalid version string format"
    })
    void refusesVersionsItDoesNotSpeak(String version, String close) {
        Talker talker = stage.connects("/app/key-1?protocol=" + version);

        assertThat(talker.hears()).contains("pusher:error");
        assertThat(talker.isClosedWith()).isEqualTo(close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?protocol=5&client=java-client", "?protocol=4", "?client=js"})
    void speaksWithOlderClients(String query) {
        stage.connects("/app/key-1" + query).greeted();
    }

    @Test
    void leavesAllOtherAddressesToTheHost() throws IOException, InterruptedException {
        assertThat(get("/hello").body()).isEqualTo("hello");
        assertThat(get("/app/key-1").statusCode()).isEqualTo(404);
        assertThat(get("/nowhere").statusCode()).isEqualTo(404);
    }

    @Test
    void closesASocketWhenTheHostAsks() {
        Talker talker = stage.connects().greeted();

        stage.hub.closeSocket(talker.id(), CloseCode.UNAUTHORIZED);

        assertThat(talker.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4009,\"message\":\"Connection is unauthorized\"}}");
        assertThat(talker.isClosedWith()).isEqualTo("4009 Connection is unauthorized");
        assertThat(stage.hears()).isEqualTo(talker.id() + " is gone");
    }

    @Test
    void asksClientsToBackOffWhenItGoesDown() {
        Talker talker = stage.connects().greeted();

        stage.hub.close();

        assertThat(talker.isClosedWith()).isEqualTo("4100 The server is going down");
        assertThat(stage.connects().isClosedWith()).isEqualTo("4100 The server is going down");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + stage.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
