package dev.maestro.protocol.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceFramesTest {

    private static final Member ANN = member("{\"user_id\":\"ann\",\"user_info\":{\"n\":\"A\"}}");
    private static final Member TWO = member("{\"user_id\":2}");

    @Test
    void tellsWhoIsThere() {
        assertThat(ServerFrame.presenceSucceeded("presence-c", List.of(ANN, TWO)).json())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:subscription_succeeded\",\"data\":\"{\\\"presence\\\":{\\\"count\\\":2,\\\"ids\\\":[\\\"ann\\\",\\\"2\\\"],\\\"hash\\\":{\\\"ann\\\":{\\\"n\\\":\\\"A\\\"},\\\"2\\\":{}}}}\",\"channel\":\"presence-c\"}");
    }

    @Test
    void writesNobodyAsAnEmptyObject() {
        assertThat(ServerFrame.presenceSucceeded("presence-c", List.of()).json())
                .contains("\\\"hash\\\":{}");
    }

    @Test
    void keepsANumberANumber() {
        assertThat(ServerFrame.memberAdded("presence-c", TWO).json())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:member_added\",\"data\":\"{\\\"user_id\\\":2,\\\"user_info\\\":{}}\",\"channel\":\"presence-c\"}");
        assertThat(ServerFrame.memberRemoved("presence-c", TWO).json())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:member_removed\",\"data\":\"{\\\"user_id\\\":2}\",\"channel\":\"presence-c\"}");
        assertThat(ServerFrame.clientEvent("presence-c", "client-x", "1", Optional.of(TWO)).json())
                .endsWith(",\"data\":1,\"user_id\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"user_id\":\"\"}",
                "{\"user_id\":null}",
                "{\"user_id\":true}",
                "{\"user_id\":{}}"
            })
    void knowsNobodyWithoutAnId(String channelData) {
        assertThat(Member.parse(channelData)).isEmpty();
    }

    @Test
    void writesTheOtherFramesLetterByLetter() {
        assertThat(ServerFrame.cacheMiss("cache-c").json())
                .isEqualTo("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-c\"}");
        assertThat(ServerFrame.subscriptionCount("c", 7).json())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:subscription_count\",\"channel\":\"c\",\"data\":\"{\\\"subscription_count\\\":7}\"}");
        assertThat(ServerFrame.signInSucceeded("{\"id\":\"u1\"}").json())
                .isEqualTo(
                        "{\"event\":\"pusher:signin_success\",\"data\":\"{\\\"user_data\\\":\\\"{\\\\\\\"id\\\\\\\":\\\\\\\"u1\\\\\\\"}\\\"}\"}");
        assertThat(ServerFrame.watchlist(List.of("b"), List.of("c")).json())
                .isEqualTo(
                        "{\"event\":\"pusher_internal:watchlist_events\",\"data\":\"{\\\"events\\\":[{\\\"name\\\":\\\"online\\\",\\\"user_ids\\\":[\\\"b\\\"]},{\\\"name\\\":\\\"offline\\\",\\\"user_ids\\\":[\\\"c\\\"]}]}\"}");
    }

    @Test
    void readsAUserAndWhomItWatches() {
        assertThat(
                        SignedUser.parse(
                                "{\"id\":\"u1\",\"user_info\":{\"n\":1},\"watchlist\":[\"b\",\"c\"]}"))
                .contains(new SignedUser("u1", "{\"n\":1}", List.of("b", "c")));
        assertThat(SignedUser.parse("{\"id\":\"\"}")).isEmpty();
        assertThat(SignedUser.parse("{\"id\":\"u\",\"watchlist\":7}")).isEmpty();
    }

    private static Member member(String channelData) {
        return Member.parse(channelData).orElseThrow();
    }
}
