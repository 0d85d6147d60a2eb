package dev.maestro.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    private static final String EVENTS = "/apps/app-1/events";
    private static final String EVENT =
            "{\"name\":\"hello\",\"channel\":\"news\",\"data\":\"{\\\"a\\\": 1}\"}";

    private Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void publishesToEveryChannelOnceAndNotToTheSocketThatIsLeftOut() {
        Talker one = stage.connects().greeted().on("news").on("olds");
        Talker two = stage.connects().greeted().on("news");

        String answer =
                api().posts(
                                EVENTS,
                                "{\"name\":\"hello\",\"channels\":[\"news\",\"olds\",\"news\"],\"data\":\"{\\\"ü\\\": 1}\",\"socket_id\":\"%s\"}"
                                        .formatted(two.id()));

        assertThat(answer).isEqualTo("200 {}");
        assertThat(one.hears())
                .isEqualTo(
                        "{\"event\":\"hello\",\"data\":\"{\\\"ü\\\": 1}\",\"channel\":\"news\"}");
        assertThat(one.hears()).contains("\"channel\":\"olds\"");
        one.hearsNothingElse();
        two.hearsNothingElse();
    }

    @Test
    void passesAnObjectOnAsTextAndKnowsNoUnknownSocket() {
        Talker one = stage.connects().greeted().on("news");

        String answer =
                api().posts(
                                EVENTS,
                                "{\"name\":\"e\",\"channel\":\"news\",\"data\":{\"a\": 1.50},\"socket_id\":\"7.7\"}");

        assertThat(answer).isEqualTo("200 {}");
        assertThat(one.hears()).contains("\"data\":\"{\\\"a\\\": 1.50}\"");
    }

    @Test
    void saysOfEachChannelWhatWasAsked() {
        Talker one = stage.connects().greeted().on("news");
        stage.enters(one, "presence-x", "{\"user_id\":1}");
        assertThat(one.hears()).contains("subscription_succeeded");

        String answer =
                api().posts(
                                EVENTS,
                                "{\"name\":\"e\",\"channels\":[\"presence-x\",\"news\",\"empty\"],\"data\":\"{}\",\"info\":\"user_count,subscription_count\"}");

        assertThat(answer)
                .isEqualTo(
                        "200 {\"channels\":{\"presence-x\":{\"user_count\":1,\"subscription_count\":1},\"news\":{\"subscription_count\":1},\"empty\":{\"subscription_count\":0}}}");
    }

    @Test
    void publishesABatchWholeOrNotAtAll() {
        Talker one = stage.connects().greeted().on("news");
        String batch = "/apps/app-1/batch_events";

        assertThat(
                        api().posts(
                                        batch,
                                        "{\"batch\":[{\"name\":\"a\",\"channel\":\"news\",\"data\":\"1\",\"info\":\"subscription_count\"},{\"name\":\"b\",\"channel\":\"news\",\"data\":\"2\"}]}"))
                .isEqualTo("200 {\"batch\":[{\"subscription_count\":1},{}]}");
        assertThat(one.hears()).contains("\"a\"");
        assertThat(one.hears()).contains("\"b\"");
        assertThat(
                        api().posts(
                                        batch,
                                        "{\"batch\":[{\"name\":\"c\",\"channel\":\"news\",\"data\":\"1\"},{\"name\":\"\",\"channel\":\"news\",\"data\":\"2\"}]}"))
                .startsWith("400 ");
        assertThat(api().posts(batch, "{\"batch\":[" + EVENT + ("," + EVENT).repeat(10) + "]}"))
                .startsWith("400 ")
                .contains("at most 10 events");

        one.hearsNothingElse();
        assertThat(api().posts(batch, "{\"batch\":[]}")).isEqualTo("200 {}");
    }

    @Test
    void listsTheOccupiedChannels() {
        assertThat(api().gets("/apps/app-1/channels")).isEqualTo("200 {\"channels\":{}}");
        Talker one = stage.connects().greeted().on("news");
        stage.enters(one, "presence-x", "{\"user_id\":1}");
        assertThat(one.hears()).contains("subscription_succeeded");

        assertThat(api().gets("/apps/app-1/channels")).contains("\"news\":{}", "\"presence-x\":{}");
        assertThat(
                        api().asks("filter_by_prefix", "presence-")
                                .asks("info", "user_count")
                                .gets("/apps/app-1/channels"))
                .isEqualTo("200 {\"channels\":{\"presence-x\":{\"user_count\":1}}}");
        assertThat(api().asks("info", "user_count").gets("/apps/app-1/channels"))
                .startsWith("400 ");
    }

    @Test
    void tellsOfOneChannelAndItsUsers() {
        Talker one = stage.connects().greeted();
        stage.enters(one, "presence-cache-x", "{\"user_id\":1}");
        Talker two = stage.connects().greeted();
        stage.enters(two, "presence-cache-x", "{\"user_id\":1}");
        assertThat(two.hears()).contains("subscription_succeeded");
        stage.publishes("presence-cache-x", "e", "{\"a\":1}");
        stage.clock.passes(Duration.ofMinutes(1));

        assertThat(
                        api().asks("info", "user_count,subscription_count,cache")
                                .gets("/apps/app-1/channels/presence-cache-x"))
                .isEqualTo(
                        "200 {\"occupied\":true,\"user_count\":1,\"subscription_count\":2,\"cache\":{\"data\":\"{\\\"a\\\":1}\",\"ttl\":1740}}");
        assertThat(api().gets("/apps/app-1/channels/presence-cache-x/users"))
                .isEqualTo("200 {\"users\":[{\"id\":1}]}");
        assertThat(api().gets("/apps/app-1/channels/presence-y/users"))
                .isEqualTo("200 {\"users\":[]}");
        assertThat(api().gets("/apps/app-1/channels/empty")).isEqualTo("200 {\"occupied\":false}");
        assertThat(api().gets("/apps/app-1/channels/news/users")).startsWith("400 ");
        assertThat(api().asks("info", "user_count").gets("/apps/app-1/channels/news"))
                .startsWith("400 ");
        assertThat(api().gets("/apps/app-1/connections")).isEqualTo("200 {\"connections\":2}");
    }

    @Test
    void endsAllConnectionsOfAUserAndNoOther() {
        Talker ann = signedIn("{\"id\":\"ann\"}");
        Talker annToo = signedIn("{\"id\":\"ann\"}");
        Talker bob = signedIn("{\"id\":\"a+ b\"}");

        assertThat(api().posts("/apps/app-1/users/ann/terminate_connections", ""))
                .isEqualTo("200 {}");

        assertThat(ann.isClosedWith()).isEqualTo("4009 You got disconnected by the app.");
        assertThat(annToo.isClosedWith()).startsWith("4009 ");
        bob.hearsNothingElse();
        assertThat(api().posts("/apps/app-1/users/a+%20b/terminate_connections", ""))
                .isEqualTo("200 {}");
        assertThat(bob.isClosedWith()).startsWith("4009 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "auth_key | other | Unknown auth_key",
                "auth_version | 2.0 | auth_version",
                "auth_timestamp | 1767225000 | Invalid signature",
                "auth_timestamp | yesterday | no number",
                "auth_signature | 00 | Invalid signature",
                "body_md5 | 00 | Invalid body_md5",
                "something | more | Invalid signature",
                "auth_key |  | auth_key is missing",
                "auth_signature |  | auth_signature is missing",
                "body_md5 |  | body_md5 is missing"
            })
    void refusesWhatWasNotSignedSo(String name, String value, String why) {
        String answer =
                api().lies(
                                all -> {
                                    if (value == null) {
                                        all.remove(name);
                                    } else {
                                        all.put(name, value);
                                    }
                                })
                        .posts(EVENTS, EVENT);

        assertThat(answer)
                .startsWith("401 {\"error\":\"")
                .contains(why)
                .endsWith(",\"status\":401}");
    }

    @Test
    void refusesWhatWasSignedTenMinutesAgoOrAhead() {
        long now = stage.clock.instant().getEpochSecond();

        assertThat(api().asks("auth_timestamp", "" + (now - 600)).posts(EVENTS, EVENT))
                .isEqualTo("200 {}");
        assertThat(api().asks("auth_timestamp", "" + (now - 601)).posts(EVENTS, EVENT))
                .contains(
                        "401 ",
                        "Timestamp expired: Given timestamp (2025-12-31T23:49:59Z) not within 600s of server time (2026-01-01T00:00:00Z)");
        assertThat(api().asks("auth_timestamp", "" + (now + 601)).posts(EVENTS, EVENT))
                .startsWith("401 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what",
                "[]",
                "{}",
                "{\"name\":\"e\",\"data\":\"{}\"}",
                "{\"name\":\"e\",\"channel\":\"news\"}",
                "{\"name\":7,\"channel\":\"news\",\"data\":\"{}\"}",
                "{\"name\":\"e\",\"channel\":\"a b\",\"data\":\"{}\"}",
                "{\"name\":\"e\",\"channels\":\"news\",\"data\":\"{}\"}",
                "{\"name\":\"e\",\"channel\":\"news\",\"data\":\"{}\",\"socket_id\":\"x\"}"
            })
    void refusesAMalformedEvent(String body) {
        assertThat(api().posts(EVENTS, body)).startsWith("400 {\"error\":\"");
    }

    @Test
    void refusesWhatIsTooLong() {
        stage.close();
        stage =
                Stage.with(rules ->
                        rules.with(Limit.PAYLOAD_BYTES, 10)
                                .with(Limit.EVENT_NAME_LENGTH, 5)
                                .with(Limit.CHANNELS_PER_EVENT, 1)
                                .with(Limit.REQUEST_BYTES, 200));

        assertThat(api().posts(EVENTS, event("hello", "news", "0123456789"))).isEqualTo("200 {}");
        assertThat(api().posts(EVENTS, event("hello", "news", "012345678ü")))
                .startsWith("413 ")
                .contains("at most 10 bytes");
        assertThat(api().posts(EVENTS, event("hello!", "news", "0"))).startsWith("400 ");
        assertThat(
                        api().posts(
                                        EVENTS,
                                        "{\"name\":\"e\",\"channels\":[\"a\",\"b\"],\"data\":\"0\"}"))
                .startsWith("400 ")
                .contains("at most 1 channels");
        assertThat(api().posts(EVENTS, event("hello", "news", "0".repeat(200))))
                .startsWith("413 ")
                .contains("at most 200 bytes");
    }

    @Test
    void knowsNoOtherApplicationPlaceOrMethod() {
        assertThat(api().posts("/apps/app-7/events", EVENT)).startsWith("404 {\"error\":\"Unknown");
        assertThat(api().posts("/apps/app-2/events", EVENT)).startsWith("401 ");
        assertThat(api().gets("/apps/app-1/secrets")).startsWith("404 ");
        assertThat(api().gets("/apps/app-1")).startsWith("404 ");
        assertThat(api().calls("DELETE", EVENTS, "")).startsWith("405 ");
        assertThat(api().sends("GET", "/apps/app-1/channels", "")).startsWith("401 ");
        assertThat(api().sends("GET", "/apps/", "")).startsWith("404 ");
    }

    @Test
    void answersADisabledApplicationWith403() {
        stage.close();
        stage = Stage.with(rules -> rules.with(Feature.DISABLED, true));

        assertThat(api().posts(EVENTS, EVENT)).startsWith("403 ");
    }

    @Test
    void takesAPathThatWasSignedWithThePrefixOrWithoutIt() {
        stage.close();
        stage =
                new Stage(usual ->
                        new HubConfig(
                                usual.apps(),
                                usual.activityTimeout(),
                                usual.pongTimeout(),
                                usual.closeGrace(),
                                usual.closeSpread(),
                                usual.maxMessageBytes(),
                                usual.outboxFrames(),
                                usual.outboxBytes(),
                                usual.inboxBytes(),
                                0,
                                "/hub",
                                usual.cluster()));

        assertThat(api().behind("/hub", "").posts(EVENTS, EVENT)).isEqualTo("200 {}");
        assertThat(api().behind("/hub", "/hub").posts(EVENTS, EVENT)).isEqualTo("200 {}");
        assertThat(api().behind("", "").posts(EVENTS, EVENT)).isEqualTo("200 {}");
        assertThat(api().behind("", "/hub").posts(EVENTS, EVENT)).isEqualTo("200 {}");
        assertThat(api().behind("/hub", "/other").posts(EVENTS, EVENT)).startsWith("401 ");
    }

    @Test
    void readsABodyThatComesInPiecesAndKeepsTheConnection() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", stage.port())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 2; i++) {
                out.write(
                        "POST /apps/app-7/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"n"
                                .getBytes(UTF_8));
                out.flush();
                out.write("\r\n7\r\name\":1}\r\n0\r\n\r\n".getBytes(UTF_8));
                out.flush();

                assertThat(head(socket.getInputStream()))
                        .contains("404 Not Found", "application/json");
            }
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int length =
                Integer.parseInt(
                        head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        in.readNBytes(length);
        return head.toString();
    }

    private Talker signedIn(String userData) {
        Talker talker = stage.connects().greeted();
        stage.signsIn(talker, userData);
        assertThat(talker.hears()).contains("signin_success");
        return talker;
    }

    private Caller api() {
        return new Caller(stage);
    }

    private static String event(String name, String channel, String data) {
        return "{\"name\":\"%s\",\"channel\":\"%s\",\"data\":\"%s\"}"
                .formatted(name, channel, data);
    }
}
