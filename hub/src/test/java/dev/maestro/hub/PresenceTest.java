package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.Limit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final String ROOM = "presence-room";
    private static final String ANN = "{\"user_id\":\"ann\",\"user_info\":{\"name\":\"Ann\"}}";
    private static final String TWO = "{\"user_id\": 2}";

    private Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void tellsTheNewcomerWhoIsThereAndTheOthersOfTheNewcomer() {
        Talker ann = stage.connects().greeted();
        stage.enters(ann, ROOM, ANN);
        assertThat(ann.hears())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:subscription_succeeded\",\"data\":\"{\\\"presence\\\":{\\\"count\\\":1,\\\"ids\\\":[\\\"ann\\\"],\\\"hash\\\":{\\\"ann\\\":{\\\"name\\\":\\\"Ann\\\"}}}}\",\"channel\":\"presence-room\"}");
        Talker two = stage.connects().greeted();

        stage.enters(two, ROOM, TWO);

        assertThat(two.hears())
                .contains("\\\"count\\\":2,\\\"ids\\\":[\\\"ann\\\",\\\"2\\\"]")
                .contains("\\\"hash\\\":{\\\"ann\\\":{\\\"name\\\":\\\"Ann\\\"},\\\"2\\\":{}}");
        assertThat(ann.hears())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:member_added\",\"data\":\"{\\\"user_id\\\":2,\\\"user_info\\\":{}}\",\"channel\":\"presence-room\"}");
        two.hearsNothingElse();
    }

    @Test
    void countsUsersAndNotConnections() {
        Talker ann = member(ANN);
        Talker first = member(TWO);
        assertThat(ann.hears()).contains("member_added");
        Talker second = stage.connects().greeted();

        stage.enters(second, ROOM, TWO);
        assertThat(second.hears()).contains("\\\"count\\\":2");
        ann.hearsNothingElse();
        leaves(first);
        ann.hearsNothingElse();
        leaves(second);

        assertThat(ann.hears())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:member_removed\",\"data\":\"{\\\"user_id\\\":2}\",\"channel\":\"presence-room\"}");
    }

    @Test
    void tellsOfAMemberWhoseSocketIsLost() {
        Talker ann = member(ANN);
        Talker two = member(TWO);
        assertThat(ann.hears()).contains("member_added");

        two.close();

        assertThat(ann.hears()).contains("member_removed", "2");
    }

    @Test
    void letsAMemberAskAgainWithoutAWordToTheOthers() {
        Talker ann = member(ANN);
        Talker two = member(TWO);
        assertThat(ann.hears()).contains("member_added");

        stage.enters(two, ROOM, TWO);

        assertThat(two.hears()).contains("\\\"count\\\":2");
        ann.hearsNothingElse();
    }

    @Test
    void saysOnClientEventsWhoSentThem() {
        Talker ann = member(ANN);
        Talker two = member(TWO);
        assertThat(ann.hears()).contains("member_added");

        two.says("{\"event\":\"client-x\",\"channel\":\"presence-room\",\"data\":\"a string\"}");

        assertThat(ann.hears())
                .isEqualTo(
                        "{\"event\":\"client-x\",\"channel\":\"presence-room\",\"data\":\"a string\",\"user_id\":2}");
        two.hearsNothingElse();
    }

    @Test
    void refusesAMemberWithoutAnIdAndOneThatIsNotSigned() {
        Talker nobody = stage.connects().greeted();

        stage.enters(nobody, ROOM, "{\"name\":\"Ann\"}");
        assertThat(nobody.hears()).contains("pusher:error", "4009");
        assertThat(nobody.hears()).contains("InvalidChannelData", "\"status\":400");
        nobody.subscribes(ROOM, stage.auth(nobody.id(), ROOM));
        assertThat(nobody.hears()).contains("pusher:error");
        assertThat(nobody.hears()).contains("InvalidChannelData");
        nobody.says(
                "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"%s\",\"channel\":\"%s\",\"channel_data\":\"{\\\"user_id\\\":7}\"}}"
                        .formatted(stage.auth(nobody.id(), ROOM), ROOM));

        assertThat(nobody.hears()).contains("pusher:error", "4009");
        assertThat(nobody.hears()).contains("AuthError", "\"status\":401");
    }

    @Test
    void takesAsManyUsersAsItMayAndNoTooLongOnes() {
        stage.close();
        stage =
                Stage.with(rules ->
                        rules.with(Limit.PRESENCE_MEMBERS, 1)
                                .with(Limit.USER_ID_LENGTH, 3)
                                .with(Limit.USER_INFO_BYTES, 20));
        member(ANN);
        member(ANN);
        Talker other = stage.connects().greeted();

        stage.enters(other, ROOM, TWO);
        assertThat(other.hears()).contains("pusher:error", "4301");
        assertThat(other.hears()).contains("LimitReached", "\"status\":4100");
        stage.enters(other, ROOM, "{\"user_id\":\"long\"}");
        assertThat(other.hears()).contains("pusher:error", "4301");
        assertThat(other.hears()).contains("LimitReached", "\"status\":4301");
        stage.enters(other, ROOM, "{\"user_id\":\"bob\",\"user_info\":\"" + "x".repeat(20) + "\"}");
        assertThat(other.hears()).contains("pusher:error", "4301");
        assertThat(other.hears()).contains("LimitReached", "\"status\":4301");

        other.hearsNothingElse();
    }

    @Test
    void missesNobodyWhenManyComeAtOnce() throws InterruptedException {
        Thread[] comers = new Thread[8];
        Talker[] talkers = new Talker[comers.length];
        for (int i = 0; i < comers.length; i++) {
            int number = i;
            talkers[i] = stage.connects().greeted();
            comers[i] =
                    Thread.ofVirtual()
                            .start(() ->
                                    stage.enters(
                                            talkers[number], ROOM, "{\"user_id\":" + number + "}"));
        }
        for (Thread comer : comers) {
            comer.join();
        }

        for (Talker talker : talkers) {
            String here = talker.hears();
            int known = Integer.parseInt(here.replaceAll(".*count\\\\\":(\\d+).*", "$1"));
            for (; known < comers.length; known++) {
                assertThat(talker.hears()).contains("member_added");
            }
            talker.hearsNothingElse();
        }
    }

    private Talker member(String channelData) {
        Talker talker = stage.connects().greeted();
        stage.enters(talker, ROOM, channelData);
        assertThat(talker.hears()).contains("subscription_succeeded");
        return talker;
    }

    private void leaves(Talker talker) {
        talker.says("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"presence-room\"}}");
        talker.hearsNothingElse();
    }
}
