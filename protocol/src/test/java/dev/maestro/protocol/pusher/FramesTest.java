package dev.maestro.protocol.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    @Test
    void writesServerFramesLetterByLetter() {
        assertThat(
                        ServerFrame.connectionEstablished(
                                        new SocketId("123.456"), Duration.ofSeconds(30))
                                .json())
                .isEqualTo(
                        "{\"event\":\"pusher:connection_established\",\"data\":\"{\\\"socket_id\\\":\\\"123.456\\\",\\\"activity_timeout\\\":30}\"}");
        assertThat(ServerFrame.subscriptionSucceeded("c").json())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:subscription_succeeded\",\"data\":\"{}\",\"channel\":\"c\"}");
        assertThat(ServerFrame.event("c", "E", "{\"a\":\"ü/\n\"}").json())
                .isEqualTo(
                        "{\"event\":\"E\",\"data\":\"{\\\"a\\\":\\\"ü/\\n\\\"}\",\"channel\":\"c\"}");
        assertThat(
                        ServerFrame.clientEvent(
                                        "private-c", "client-x", "{\"a\":1}", Optional.empty())
                                .json())
                .isEqualTo("{\"event\":\"client-x\",\"channel\":\"private-c\",\"data\":{\"a\":1}}");
        assertThat(ServerFrame.error(OptionalInt.of(4001), "No \"app\"").json())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4001,\"message\":\"No \\\"app\\\"\"}}");
        assertThat(ServerFrame.error(OptionalInt.empty(), "m").json())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":null,\"message\":\"m\"}}");
    }

    @Test
    void readsASubscription() {
        assertThat(
                        ClientFrame.parse(
                                "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"k:s\",\"channel\":\"private-c\",\"channel_data\":\"{\\\"user_id\\\": 1}\"}}"))
                .isEqualTo(
                        new ClientFrame.Subscribe(
                                "private-c", "k:s", Optional.of("{\"user_id\": 1}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"c\"}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"c\",\"auth\":null,\"channel_data\":null}}",
                "{\"data\":{\"auth\":\"\",\"channel\":\"c\"},\"event\":\"pusher:subscribe\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"c\\\"}\"}"
            })
    void readsASubscriptionInAllTheWaysClientsWriteIt(String text) {
        assertThat(ClientFrame.parse(text))
                .isEqualTo(new ClientFrame.Subscribe("c", "", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"event\": \"pusher:ping\"}", "{\"event\":\"pusher:ping\",\"data\":{}}"})
    void readsAPingWithOrWithoutData(String text) {
        assertThat(ClientFrame.parse(text)).isEqualTo(new ClientFrame.Ping());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": 1.50, \"b\":[1e400, {}]}",
                "[1, 2]",
                "\"a \\u00fc b\"",
                "17",
                "-1.5E3",
                "true",
                "null",
                "\"\"",
                "{}"
            })
    void leavesTheDataOfAClientEventAsItWasWritten(String data) {
        String text =
                "{\"event\":\"client-x\", \"data\": "
                        + data
                        + " ,\"channel\":\"private-c\",\"user_id\":null}";

        assertThat(ClientFrame.parse(text))
                .isEqualTo(new ClientFrame.ClientEvent("client-x", "private-c", data));
    }

    @Test
    void leavesLongDataAsItWasWritten() {
        String data = "{\"text\": \"" + "äb\\n".repeat(50_000) + "\"}";
        String text = "{\"channel\":\"private-c\",\"event\":\"client-x\",\"data\":" + data + "}";

        assertThat(ClientFrame.parse(text))
                .isEqualTo(new ClientFrame.ClientEvent("client-x", "private-c", data));
    }

    @Test
    void opensDataThatIsAString() {
        assertThat(new ClientFrame.ClientEvent("client-x", "c", "\"{\\\"a\\\":1}\"").data())
                .isEqualTo("{\"a\":1}");
        assertThat(new ClientFrame.ClientEvent("client-x", "c", "{\"a\":1}").data())
                .isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "[]",
                "null",
                "{",
                "{} {}",
                "{\"event\":1}",
                "{\"event\":\"\"}",
                "{\"data\":{}}",
                "{\"event\":\"pusher:subscribe\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"x\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":{}}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"c\",\"channel_data\":{}}}",
                "{\"event\":\"pusher:signin\",\"data\":{}}",
                "{\"event\":\"client-x\",\"data\":{}}",
                "{\"event\":\"pusher:ping\""
            })
    void callsGarbageMalformedAndNeverThrows(String text) {
        assertThat(ClientFrame.parse(text)).isInstanceOf(ClientFrame.Malformed.class);
    }

    @Test
    void survivesDeepNesting() {
        String deep = "[".repeat(100_000);

        assertThat(ClientFrame.parse("{\"event\":\"client-x\",\"data\":" + deep))
                .isInstanceOf(ClientFrame.Malformed.class);
    }

    @Test
    void namesAnEventItDoesNotKnow() {
        assertThat(ClientFrame.parse("{\"event\":\"pusher:dance\"}"))
                .isEqualTo(new ClientFrame.Unsupported("pusher:dance"));
    }
}
