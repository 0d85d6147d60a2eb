package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.Limit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    private static final String ANN = "{\"id\":\"ann\",\"user_info\":{\"name\":\"Ann\"}}";

    private Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void knowsTheUserAndSaysSoWithTheDataAsItCame() {
        Talker ann = stage.connects().greeted();

        stage.signsIn(ann, "{\"id\": \"ann\"}");

        assertThat(ann.hears())
                .isEqualTo(
                        "{\"event\":\"pusher:signin_success\",\"data\":\"{\\\"user_data\\\":\\\"{\\\\\\\"id\\\\\\\": \\\\\\\"ann\\\\\\\"}\\\"}\"}");
    }

    @Test
    void closesWhoSignsInWithAWrongProof() {
        Talker liar = stage.connects().greeted();

        liar.says(
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":\"key-1:00\",\"user_data\":\"{}\"}}");

        assertThat(liar.hears()).contains("pusher:error", "4009");
        assertThat(liar.isClosedWith()).isEqualTo("4009 Connection is unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"\"}", "[]", "{\"id\":null}"})
    void closesAUserWithoutAnId(String userData) {
        Talker nobody = stage.connects().greeted();

        stage.signsIn(nobody, userData);

        assertThat(nobody.isClosedWith()).startsWith("4009 ");
    }

    @Test
    void staysTheUserItIs() {
        Talker ann = signedIn(ANN);

        stage.signsIn(ann, ANN);
        assertThat(ann.hears()).contains("signin_success");
        stage.signsIn(ann, "{\"id\":\"bob\"}");

        assertThat(ann.hears()).contains("pusher:error", "\"code\":null", "another user");
        ann.hearsNothingElse();
    }

    @Test
    void letsOnlyTheUserOnTheUsersOwnChannel() {
        Talker ann = signedIn(ANN);
        Talker bob = signedIn("{\"id\":\"bob\"}");

        ann.on("#server-to-user-ann");
        bob.subscribes("#server-to-user-ann");

        assertThat(bob.hears()).contains("pusher:error", "4009");
        assertThat(bob.hears()).contains("subscription_error", "401");
        stage.publishes("#server-to-user-ann", "hello", "{}");
        assertThat(ann.hears()).contains("\"event\":\"hello\"", "#server-to-user-ann");
    }

    @Test
    void introducesASignedInUserOnPresenceChannelsWithoutChannelData() {
        Talker ann = signedIn(ANN);

        ann.subscribes("presence-x", stage.auth(ann.id(), "presence-x"));

        assertThat(ann.hears()).contains("\\\"hash\\\":{\\\"ann\\\":{\\\"name\\\":\\\"Ann\\\"}}");
    }

    @Test
    void tellsWhoWatchesOfTheFirstComingAndTheLastGoing() {
        Talker bob = signedIn("{\"id\":\"bob\"}");
        Talker ann = stage.connects().greeted();
        stage.signsIn(ann, "{\"id\":\"ann\",\"watchlist\":[\"bob\",\"cid\",\"bob\"]}");
        assertThat(ann.hears()).contains("signin_success");
        assertThat(ann.hears())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:watchlist_events\",\"data\":\"{\\\"events\\\":[{\\\"name\\\":\\\"online\\\",\\\"user_ids\\\":[\\\"bob\\\"]},{\\\"name\\\":\\\"offline\\\",\\\"user_ids\\\":[\\\"cid\\\"]}]}\"}");

        Talker cid = signedIn("{\"id\":\"cid\"}");
        assertThat(ann.hears()).contains("online", "cid").doesNotContain("offline");
        Talker cidToo = signedIn("{\"id\":\"cid\"}");
        bob.close();

        assertThat(ann.hears()).contains("offline", "bob").doesNotContain("online");
        cid.close();
        cidToo.close();
        assertThat(ann.hears()).contains("offline", "cid");
        ann.hearsNothingElse();
    }

    @Test
    void watchesAsManyAsItMay() {
        stage.close();
        stage = Stage.with(rules -> rules.with(Limit.WATCHLIST_USERS, 1));
        Talker ann = stage.connects().greeted();

        stage.signsIn(ann, "{\"id\":\"ann\",\"watchlist\":[\"bob\",\"cid\"]}");

        assertThat(ann.hears()).contains("pusher:error", "4302");
        assertThat(ann.hears()).contains("signin_success");
        assertThat(ann.hears()).contains("bob").doesNotContain("cid");
    }

    @Test
    void closesWhoNeitherSignsInNorEntersASignedChannelInTime() {
        stage.close();
        stage = Stage.with(rules -> rules.withSignInWithin(Duration.ofSeconds(10)));
        Talker ann = signedIn(ANN);
        Talker member = stage.connects().greeted();
        member.on("private-x", stage.auth(member.id(), "private-x"));
        Talker nobody = stage.connects().greeted().on("news");

        stage.clock.passes(Duration.ofSeconds(10));

        assertThat(nobody.hears()).contains("pusher:error", "4009");
        assertThat(nobody.isClosedWith())
                .isEqualTo("4009 Connection not authorized within timeout.");
        ann.hearsNothingElse();
        member.hearsNothingElse();
    }

    private Talker signedIn(String userData) {
        Talker talker = stage.connects().greeted();
        stage.signsIn(talker, userData);
        assertThat(talker.hears()).contains("signin_success");
        return talker;
    }
}
