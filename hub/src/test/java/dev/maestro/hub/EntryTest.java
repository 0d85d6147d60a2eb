package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in at all, and with which code the others are closed. */
class EntryTest {

    @ParameterizedTest
    @CsvSource({
        "DISABLED, 4003 Application disabled",
        "VERSION_REQUIRED, 4008 No protocol version supplied",
        "ORIGIN_REQUIRED, 4009 Origin not allowed",
        "TLS_ONLY, '4000 Application only accepts SSL connections, reconnect using wss://'"
    })
    void closesWhatAnApplicationDoesNotTake(Feature feature, String close) {
        try (Stage stage = Stage.with(rules -> rules.with(feature, true))) {
            Talker talker = stage.connects("/app/key-1");

            assertThat(talker.hears()).contains("pusher:error", close.substring(0, 4));
            assertThat(talker.isClosedWith()).isEqualTo(close);
            stage.connects("/app/key-2").greeted();
        }
    }

    @Test
    void takesAConnectionWhoseTlsEndsAtTheProxy() {
        try (Stage stage =
                        Stage.with(rules ->
                                rules.with(Feature.TLS_ONLY, true)
                                        .with(Feature.TRUST_PROXY, true));
                RawPeer peer =
                        RawPeer.connect(
                                stage.port(), "/app/key-1", "X-Forwarded-Proto: https\r\n")) {
            assertThat(peer.reads().text()).contains("connection_established");
        }
    }

    @Test
    void believesNobodyWhoSaysHeIsAProxyWhereThereIsNone() {
        try (Stage stage = Stage.with(rules -> rules.with(Feature.TLS_ONLY, true));
                RawPeer peer =
                        RawPeer.connect(
                                stage.port(), "/app/key-1", "X-Forwarded-Proto: https\r\n")) {
            assertThat(peer.reads().text()).contains("4000");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://example.com", "http://a.example.org:8080", "https://EXAMPLE.com"})
    void takesPagesOfAllowedHosts(String origin) {
        try (Stage stage = withOrigins();
                RawPeer peer =
                        RawPeer.connect(stage.port(), "/app/key-1", "Origin: " + origin + "\r\n")) {
            assertThat(peer.reads().text()).contains("connection_established");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com.evil.net",
                "https://example.org",
                "https://a.example.org.evil.net",
                "null",
                "what ever"
            })
    void closesPagesOfOtherHosts(String origin) {
        try (Stage stage = withOrigins();
                RawPeer peer =
                        RawPeer.connect(stage.port(), "/app/key-1", "Origin: " + origin + "\r\n")) {
            assertThat(peer.reads().text())
                    .isEqualTo(
                            "{\"event\":\"pusher:error\",\"data\":{\"code\":4009,\"message\":\"Origin not allowed\"}}");
            assertThat(peer.reads().closeCode()).isEqualTo(4009);
        }
    }

    @Test
    void letsProgramsInWhichNameNoOrigin() {
        try (Stage stage = withOrigins();
                RawPeer peer = stage.connectsRaw()) {
            assertThat(peer.reads().text()).contains("connection_established");
        }
    }

    @Test
    void closesOneMoreThanTheApplicationMayHaveAndTakesTheNextWhenOneWent() {
        try (Stage stage = Stage.with(rules -> rules.with(Limit.CONNECTIONS, 1))) {
            Talker one = stage.connects().greeted();

            assertThat(stage.connects().isClosedWith())
                    .isEqualTo("4004 Application is over connection quota");
            stage.connects("/app/key-2").greeted();

            one.close();
            assertThat(stage.hears()).endsWith("is gone");
            stage.connects().greeted();
        }
    }

    @Test
    void asksClientsToBackOffWhenTheHubIsFull() {
        try (Stage stage = new Stage(config -> full(config))) {
            stage.connects().greeted();

            assertThat(stage.connects("/app/key-2").isClosedWith()).isEqualTo("4100 Over capacity");
        }
    }

    @Test
    void standsBehindAPathPrefixToo() {
        try (Stage stage = new Stage(EntryTest::prefixed)) {
            stage.connects("/live/hub/app/key-1").greeted();
            stage.connects("/app/key-1").greeted();
        }
    }

    @Test
    void keepsTheRulesOfEachApplicationApart() {
        AppRules mute = AppRules.USUAL.with(Feature.CLIENT_EVENTS, false);
        HubConfig two =
                HubConfig.of(
                        List.of(HubApp.usual(Stage.APP).with(mute), HubApp.usual(Stage.OTHER_APP)));
        try (Stage stage = new Stage(_ -> two)) {
            Talker talker = stage.connects().greeted();
            talker.on("private-x", stage.auth(talker.id(), "private-x"));

            talker.says("{\"event\":\"client-x\",\"channel\":\"private-x\",\"data\":1}");

            assertThat(talker.hears())
                    .contains("4301", "The app does not have client messaging enabled.");
        }
    }

    private static Stage withOrigins() {
        return Stage.with(
                rules -> rules.withAllowedOrigins(List.of("example.com", "*.example.org")));
    }

    private static HubConfig full(HubConfig usual) {
        return changed(usual, 1, "");
    }

    private static HubConfig prefixed(HubConfig usual) {
        return changed(usual, 0, "/live/hub");
    }

    private static HubConfig changed(HubConfig usual, int maxSockets, String pathPrefix) {
        return new HubConfig(
                usual.apps(),
                usual.activityTimeout(),
                usual.pongTimeout(),
                usual.closeGrace(),
                Duration.ZERO,
                usual.maxMessageBytes(),
                usual.outboxFrames(),
                usual.outboxBytes(),
                usual.inboxBytes(),
                maxSockets,
                pathPrefix,
                usual.cluster());
    }
}
