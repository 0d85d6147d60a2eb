package dev.maestro.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.Limit;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheChannelsTest {

    private Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void saysThatNothingIsRememberedWithoutAnyData() {
        Talker talker = stage.connects().greeted().on("cache-x");

        assertThat(talker.hears())
                .isEqualTo("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-x\"}");
        talker.hearsNothingElse();
    }

    @Test
    void tellsANewcomerTheLastEventBehindTheWelcome() {
        stage.publishes("cache-x", "old", "1");
        stage.publishes("cache-x", "new", "{\"a\": 2}");

        Talker talker = stage.connects().greeted().on("cache-x");

        assertThat(talker.hears())
                .isEqualTo(
                        "{\"event\":\"new\",\"data\":\"{\\\"a\\\": 2}\",\"channel\":\"cache-x\"}");
        talker.hearsNothingElse();
    }

    @Test
    void remembersOnEveryKindOfCacheChannel() {
        Talker talker = stage.connects().greeted();
        for (String channel : new String[] {"private-cache-x", "private-encrypted-cache-x"}) {
            stage.publishes(channel, "e", "{}");
            talker.on(channel, stage.auth(talker.id(), channel));
            assertThat(talker.hears()).contains("\"event\":\"e\"", channel);
        }
        stage.publishes("presence-cache-x", "e", "{}");

        stage.enters(talker, "presence-cache-x", "{\"user_id\":1}");

        assertThat(talker.hears()).contains("subscription_succeeded", "presence");
        assertThat(talker.hears()).contains("\"event\":\"e\"", "presence-cache-x");
        talker.hearsNothingElse();
    }

    @Test
    void remembersNoClientEvents() {
        Talker one = stage.connects().greeted();
        one.on("private-cache-x", stage.auth(one.id(), "private-cache-x"));
        assertThat(one.hears()).contains("cache_miss");
        one.says("{\"event\":\"client-x\",\"channel\":\"private-cache-x\",\"data\":1}");
        one.hearsNothingElse();
        Talker two = stage.connects().greeted();

        two.on("private-cache-x", stage.auth(two.id(), "private-cache-x"));

        assertThat(two.hears()).contains("cache_miss");
    }

    @Test
    void forgetsInTimeAndTheOldestWhenThereIsTooMuch() {
        stage.close();
        stage =
                Stage.with(rules ->
                        rules.with(Limit.CACHED_CHANNELS, 2).withCacheFor(Duration.ofMinutes(1)));
        stage.publishes("cache-a", "e", "{}");
        stage.publishes("cache-b", "e", "{}");
        stage.publishes("cache-a", "e", "{}");
        stage.publishes("cache-c", "e", "{}");
        Talker talker = stage.connects().greeted();
        assertThat(talker.on("cache-b").hears()).contains("cache_miss");
        assertThat(talker.on("cache-a").hears()).contains("\"event\":\"e\"");

        stage.clock.passes(Duration.ofMinutes(1));

        assertThat(talker.on("cache-c").hears()).contains("cache_miss");
    }
}
