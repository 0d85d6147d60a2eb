package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.channel.Limits;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How much of everything one client may have. */
class BoundsTest {

    @Test
    void refusesOneChannelMoreThanAThousand() {
        try (Stage stage = new Stage()) {
            Talker greedy = stage.connects().greeted();
            for (int i = 0; i < 1000; i++) {
                greedy.on("c" + i);
            }

            greedy.subscribes("c1000");

            assertThat(greedy.hears()).contains("pusher:error", "4301");
            assertThat(greedy.hears()).contains("LimitReached", "\"status\":429");
            assertThat(stage.hub.stats().channels()).isEqualTo(1000);
            greedy.says("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"c0\"}}");
            greedy.on("c1000");
        }
    }

    @Test
    void refusesTooLongNamesAndDataOfClientEvents() {
        try (Stage stage =
                Stage.with(rules ->
                        rules.with(Limit.CHANNEL_NAME_LENGTH, 12)
                                .with(Limit.EVENT_NAME_LENGTH, 12)
                                .with(Limit.PAYLOAD_BYTES, 12))) {
            Talker talker = stage.connects().greeted();
            talker.on("private-long", stage.auth(talker.id(), "private-long"));

            talker.subscribes("private-longer");
            assertThat(talker.hears()).contains("4009", "Invalid channel name");
            assertThat(talker.hears()).contains("InvalidChannel", "\"status\":400");
            talker.says("{\"event\":\"client-longer\",\"channel\":\"private-long\",\"data\":1}");
            assertThat(talker.hears()).contains("4301", "12 characters", "private-long");
            talker.says(
                    "{\"event\":\"client-x\",\"channel\":\"private-long\",\"data\":\"ünglücks\"}");
            talker.hearsNothingElse();
            talker.says(
                    "{\"event\":\"client-x\",\"channel\":\"private-long\",\"data\":\"ünglücksü\"}");
            assertThat(talker.hears()).contains("4301", "12 bytes", "private-long");
        }
    }

    @Test
    void answersSoManyMessagesASecondAndComplainsOfTheRest() {
        try (Stage stage = Stage.with(rules -> rules.with(Limit.MESSAGES_PER_SECOND, 3))) {
            Talker hasty = stage.connects().greeted();

            for (int i = 0; i < 3; i++) {
                hasty.hearsNothingElse();
            }
            hasty.says("{\"event\":\"pusher:ping\"}");

            assertThat(hasty.hears()).contains("pusher:error", "4301", "Rate limit exceeded");
            stage.clock.passes(Duration.ofSeconds(1));
            hasty.hearsNothingElse();
        }
    }

    @Test
    void closesAClientThatFloodsPingsAndReadsNoAnswer() {
        try (Stage stage = new Stage(config -> config.withOutboxFrames(1000));
                RawPeer flood = stage.connectsRaw()) {
            while (stage.hub.stats().tooSlow() == 0) {
                flood.says("{\"event\":\"pusher:ping\",\"data\":{}}");
            }

            assertThat(stage.hub.stats().tooSlow()).isEqualTo(1);
            assertThat(stage.hears()).endsWith("is gone");
        }
    }

    @Test
    void tellsEachChangeOfASmallChannelAndALargeOneNowAndThen() {
        try (Stage stage = Stage.with(rules -> rules.with(Feature.SUBSCRIPTION_COUNTS, true))) {
            Talker one = stage.connects().greeted().on("news");
            assertThat(one.hears())
                    .isEqualTo(
                            "{\"event\":\"pusher_internal:subscription_count\",\"channel\":\"news\",\"data\":\"{\\\"subscription_count\\\":1}\"}");
            for (int i = 2; i <= 101; i++) {
                stage.connects().greeted().on("news");
                assertThat(one.hears()).contains("subscription_count\\\":" + i + "}");
            }

            stage.connects().greeted().on("news");
            stage.connects().greeted().on("news");
            one.hearsNothingElse();
            stage.clock.passes(Duration.ofSeconds(5));

            assertThat(one.hears()).contains("subscription_count\\\":103}");
            one.hearsNothingElse();
        }
    }

    @Test
    void tellsNoCountsOnPresenceChannels() {
        try (Stage stage = Stage.with(rules -> rules.with(Feature.SUBSCRIPTION_COUNTS, true))) {
            Talker talker = stage.connects().greeted();

            stage.enters(talker, "presence-x", "{\"user_id\":1}");

            assertThat(talker.hears()).contains("subscription_succeeded");
            talker.hearsNothingElse();
        }
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void takesNoLimitBelowNothing(Limit limit) {
        Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> AppRules.USUAL.with(limit, -1));
        assertThat(new Limits(Map.of(limit, 7)).of(limit)).isEqualTo(7);
        assertThat(Limits.USUAL.of(limit)).isEqualTo(limit.usual());
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void saysOfALimitWhatZeroMeansExactlyWhereZeroIsTaken(Limit limit) {
        boolean taken;
        try {
            taken = new Limits(Map.of(limit, 0)).of(limit) == 0;
        } catch (IllegalArgumentException refused) {
            taken = false;
        }

        assertThat(taken).isEqualTo(limit.mayBeNone());
        assertThat(limit.meaning().endsWith("; 0 = any number")).isEqualTo(taken);
    }
}
