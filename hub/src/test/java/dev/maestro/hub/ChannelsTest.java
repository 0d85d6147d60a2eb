package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void bringsAnEventExactlyAsItWasPublished() {
        Talker talker = stage.connects().greeted().on("news");

        int queued = stage.publishes("news", "hi \"you\"", "{\"a\": 1.0, \"b\":\"ü\"}");

        assertThat(queued).isEqualTo(1);
        assertThat(talker.hears())
                .isEqualTo(
                        "{\"event\":\"hi \\\"you\\\"\",\"data\":\"{\\\"a\\\": 1.0, \\\"b\\\":\\\"ü\\\"}\",\"channel\":\"news\"}");
    }

    @Test
    void sendsNothingToOtherChannelsAndOtherApplications() {
        Talker other = stage.connects().greeted().on("olds");
        Talker stranger = stage.connects("/app/key-2").greeted().on("news");

        assertThat(stage.publishes("news", "e", "{}")).isZero();

        other.hearsNothingElse();
        stranger.hearsNothingElse();
    }

    @Test
    void leavesOutTheSocketThatPublished() {
        Talker author = stage.connects().greeted().on("news");
        Talker reader = stage.connects().greeted().on("news");

        int queued = stage.hub.publish(Stage.APP.id(), "news", "e", "{}", author.id());

        assertThat(queued).isEqualTo(1);
        assertThat(reader.hears()).contains("\"event\":\"e\"");
        author.hearsNothingElse();
    }

    @Test
    void sendsNoMoreAfterAClientLeft() {
        Talker talker = stage.connects().greeted().on("news");

        talker.says("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"news\"}}");
        talker.hearsNothingElse();

        assertThat(stage.publishes("news", "e", "{}")).isZero();
        assertThat(stage.hub.stats().channels()).isZero();
    }

    @Test
    void confirmsASecondSubscriptionAndStillDeliversOnce() {
        Talker talker = stage.connects().greeted().on("news").on("news");

        stage.publishes("news", "e", "{}");

        assertThat(talker.hears()).contains("\"event\":\"e\"");
        talker.hearsNothingElse();
        assertThat(stage.hears()).endsWith("entered news");
        assertThat(stage.heardElse()).isEmpty();
    }

    @Test
    void letsASignedSocketIntoAPrivateChannel() {
        Talker talker = stage.connects().greeted();

        talker.on("private-x", stage.auth(talker.id(), "private-x"));

        assertThat(stage.hub.subscribers(Stage.APP.id(), "private-x")).containsExactly(talker.id());
    }

    @Test
    void checksChannelDataWithTheSignatureOfAPrivateChannel() {
        Talker talker = stage.connects().greeted();
        String auth =
                stage.hub.authSignature(
                        Stage.APP, talker.id(), "private-x", Optional.of("{\"user_id\": 1}"));

        talker.says(
                "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"%s\",\"channel\":\"private-x\",\"channel_data\":\"{\\\"user_id\\\": 1}\"}}"
                        .formatted(auth));

        assertThat(talker.hears()).contains("subscription_succeeded");
    }

    @Test
    void refusesAWrongSignatureAndKeepsTheSocket() {
        Talker talker = stage.connects().greeted();
        Talker other = stage.connects().greeted();

        talker.subscribes("private-x", stage.auth(other.id(), "private-x"));

        assertThat(talker.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:error\",\"data\":{\"code\":4009,\"message\":\"The connection is unauthorized.\"},\"channel\":\"private-x\"}");
        assertThat(talker.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:subscription_error\",\"channel\":\"private-x\",\"data\":{\"type\":\"AuthError\",\"error\":\"The connection is unauthorized.\",\"status\":401}}");
        talker.hearsNothingElse();
        assertThat(stage.hub.subscribers(Stage.APP.id(), "private-x")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "private-x, '', 401",
        "private-x, key-1:00, 401",
        "private-encrypted-x, '', 401",
        "presence-x, '', 401",
        "private-cache-x, '', 401",
        "#server-to-user-7, '', 401",
        "a b, '', 400",
        "'', '', 400"
    })
    void saysWhyAChannelIsClosedToAClient(String channel, String auth, int status) {
        Talker talker = stage.connects().greeted();

        talker.subscribes(channel, auth);

        assertThat(talker.hears()).contains("pusher:error");
        assertThat(talker.hears()).contains("pusher:subscription_error", "\"status\":" + status);
        talker.hearsNothingElse();
    }

    @Test
    void keepsARevokedSocketOutThoughItsSignatureIsStillGood() {
        Talker talker = stage.connects().greeted();
        String auth = stage.auth(talker.id(), "private-x");
        talker.on("private-x", auth);

        stage.hub.unsubscribe(talker.id(), "private-x");

        assertThat(stage.publishes("private-x", "e", "{}")).isZero();
        assertThat(talker.hears()).contains("pusher:subscription_error", "revoked");
        talker.subscribes("private-x", auth);
        assertThat(talker.hears()).contains("pusher:error");
        assertThat(talker.hears()).contains("pusher:subscription_error", "\"status\":401");
        assertThat(stage.hears()).endsWith("entered private-x");
        assertThat(stage.hears()).endsWith("left private-x");
    }

    @Test
    void bringsEventsOnlyBetweenEnteringAndLeaving() {
        Semaphore mayArrive = new Semaphore(0);
        Thread publisher = Thread.ofPlatform().start(() -> publishesUntilStopped(mayArrive));
        Talker talker = stage.connects().greeted();

        for (int i = 0; i < 200; i++) {
            mayArrive.release(20);
            talker.subscribes("busy");
            assertThat(talker.hears()).contains("subscription_succeeded");
            talker.says("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"busy\"}}");
            talker.says("{\"event\":\"pusher:ping\"}");
            String next = talker.hears();
            while (!next.contains("pusher:pong")) {
                assertThat(next).contains("\"channel\":\"busy\"");
                next = talker.hears();
            }
        }

        publisher.interrupt();
    }

    /** As fast as it can while nobody listens; what arrives somewhere costs a permit. */
    private void publishesUntilStopped(Semaphore mayArrive) {
        try {
            while (!Thread.interrupted()) {
                if (stage.publishes("busy", "e", "{}") > 0) {
                    mayArrive.acquire();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void bringsABurstInOrderAndWhole() {
        Talker talker = stage.connects().greeted().on("news");

        for (int i = 0; i < 3000; i++) {
            stage.publishes("news", "e", Integer.toString(i));
        }

        for (int i = 0; i < 3000; i++) {
            assertThat(talker.hears()).contains("\"data\":\"" + i + "\"");
        }
        talker.hearsNothingElse();
    }
}
