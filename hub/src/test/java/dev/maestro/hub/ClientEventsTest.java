package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientEventsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void handsAnEventToTheHostAndToNobodyElse() {
        Talker one = member();
        Talker two = member();

        one.says(event("client-rpc", "{\"id\": \"1\",\"x\":1.50}"));
        one.says(event("client-rpc", "\"{\\\"id\\\":\\\"2\\\"}\""));

        assertThat(stage.hears())
                .isEqualTo(
                        "client-rpc on private-x from "
                                + one.id()
                                + ": {\"id\": \"1\",\"x\":1.50}");
        assertThat(stage.hears())
                .isEqualTo("client-rpc on private-x from " + one.id() + ": {\"id\":\"2\"}");
        two.hearsNothingElse();
        one.hearsNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1.50}", "\"{\\\"a\\\":1}\"", "[1]", "null"})
    void relaysDataInTheTypeItCameToTheOthersOnly(String data) {
        Talker one = member();
        Talker two = member();

        one.says(event("client-typing", data));

        assertThat(two.hears())
                .isEqualTo(
                        "{\"event\":\"client-typing\",\"channel\":\"private-x\",\"data\":"
                                + data
                                + "}");
        one.hearsNothingElse();
    }

    @Test
    void acceptsAnEventWithoutData() {
        Talker one = member();
        Talker two = member();

        one.says("{\"event\":\"client-typing\",\"channel\":\"private-x\"}");

        assertThat(two.hears())
                .isEqualTo("{\"event\":\"client-typing\",\"channel\":\"private-x\",\"data\":null}");
    }

    @Test
    void refusesEventsToAChannelTheSenderIsNotOn() {
        member();
        Talker stranger = stage.connects().greeted();

        stranger.says(event("client-rpc", "{}"));

        assertThat(stranger.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":null,\"message\":\"Cannot broadcast client event (connection not subscribed to channel private-x)\"}}");
        assertThat(stage.heardElse()).isEmpty();
    }

    @Test
    void refusesEventsOnPublicChannels() {
        Talker talker = stage.connects().greeted().on("news");

        talker.says("{\"event\":\"client-x\",\"channel\":\"news\",\"data\":{}}");

        assertThat(talker.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4301,\"message\":\"Client events are accepted on private and presence channels.\"},\"channel\":\"news\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-encrypted-x", "privateer"})
    void refusesEventsOnChannelsThatAreNotPrivate(String channel) {
        Talker talker = stage.connects().greeted();
        talker.on(channel, stage.auth(talker.id(), channel));

        talker.says("{\"event\":\"client-x\",\"channel\":\"%s\",\"data\":{}}".formatted(channel));

        assertThat(talker.hears()).contains("pusher:error", "4301", channel);
        talker.hearsNothingElse();
    }

    @Test
    void relaysTenEventsASecondAndHandsTheHostAsManyAsCome() {
        Talker one = member();
        Talker two = member();
        for (int i = 0; i < 20; i++) {
            one.says(event("client-rpc", "{}"));
        }

        for (int i = 0; i < 11; i++) {
            one.says(event("client-typing", "{}"));
        }

        assertThat(one.hears()).contains("4301", "rate limit");
        stage.clock.passes(Duration.ofSeconds(1));
        one.says(event("client-typing", "\"again\""));
        for (int i = 0; i < 10; i++) {
            assertThat(two.hears()).contains("client-typing");
        }
        assertThat(two.hears()).contains("again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "what",
                "[]",
                "{\"event\":7}",
                "{\"event\":\"pusher:dance\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"broken\"}"
            })
    void complainsAboutGarbageAndListensOn(String garbage) {
        Talker talker = stage.connects().greeted();

        talker.says(garbage);

        assertThat(talker.hears())
                .startsWith("{\"event\":\"pusher:error\",\"data\":{\"code\":null,\"message\":");
        talker.hearsNothingElse();
    }

    @Test
    void ignoresEventsOfNoKnownKind() {
        Talker talker = stage.connects().greeted();

        talker.says("{\"event\":\"hello\",\"data\":{}}");

        talker.hearsNothingElse();
    }

    @Test
    void survivesAHostThatTrips() {
        Talker one = member();
        Talker two = member();

        one.says(event("client-trip", "{}"));

        assertThat(one.hears())
                .matches(
                        "\\{\"event\":\"pusher:error\",\"data\":\\{\"code\":4200,\"message\":\"This is our fault \\(incident [0-9a-f]{8}\\)\"}}");
        one.hearsNothingElse();
        two.hearsNothingElse();
    }

    @Test
    void tellsTheHostInOrderAndHearsTheLastWordOfAClientThatHangsUp() {
        Talker one = member();

        one.says(event("client-rpc", "\"goodbye\""));
        one.close();

        assertThat(stage.hears())
                .isEqualTo("client-rpc on private-x from " + one.id() + ": goodbye");
        assertThat(stage.hears()).isEqualTo(one.id() + " left private-x");
        assertThat(stage.hears()).isEqualTo(one.id() + " is gone");
        assertThat(stage.hub.stats()).isEqualTo(new HubStats(0, 0, 0, 0, 0, 0));
    }

    private Talker member() {
        Talker talker = stage.connects().greeted();
        talker.on("private-x", stage.auth(talker.id(), "private-x"));
        assertThat(stage.hears()).isEqualTo(talker.id() + " entered private-x");
        return talker;
    }

    private static String event(String name, String data) {
        return "{\"event\":\"%s\",\"channel\":\"private-x\",\"data\":%s}".formatted(name, data);
    }
}
