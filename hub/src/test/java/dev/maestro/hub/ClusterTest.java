package dev.maestro.hub;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.cluster.ClusterConfig;
import dev.maestro.hub.cluster.ClusterStats;
import dev.maestro.hub.standalone.HubMain;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.testkit.Processes;
import dev.maestro.testkit.RunningProgram;
import dev.maestro.testkit.TestRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two hubs on one Redis are one to everybody outside. */
class ClusterTest {

    private static final String ADA = "{\"user_id\":\"ada\",\"user_info\":{\"name\":\"Ada\"}}";
    private static final String BOB = "{\"user_id\":\"bob\"}";
    private static final String ROOM = "presence-room";

    private TestRedis redis;
    private Stage one;
    private Stage two;

    @BeforeEach
    void start() {
        redis = TestRedis.start();
        one = node();
        two = node();
        joined();
    }

    @AfterEach
    void end() {
        one.close();
        two.close();
        redis.close();
    }

    @Test
    void anEventReachesTheSubscribersOfBothNodesInThePublishersOrder() {
        try (Talker here = one.connects().greeted().on("news");
                Talker there = two.connects().greeted().on("news")) {
            known("news", 2);

            IntStream.range(0, 1_000).forEach(i -> one.publishes("news", "tick", "" + i));

            for (int i = 0; i < 1_000; i++) {
                assertThat(here.hears()).isEqualTo(event("tick", "" + i, "news"));
                assertThat(there.hears()).isEqualTo(event("tick", "" + i, "news"));
            }
        }
    }

    @Test
    void aPublisherLearnsHowManyAreThereOnAllNodes() {
        try (Talker here = one.connects().greeted().on("news");
                Talker there = two.connects().greeted().on("news")) {
            known("news", 2);

            assertThat(one.publishes("news", "tick", "1")).isEqualTo(2);
            assertThat(here.hears()).isEqualTo(there.hears());
        }
    }

    @Test
    void aSocketOfAnotherNodeCanBeLeftOut() {
        try (Talker here = one.connects().greeted().on("news");
                Talker there = two.connects().greeted().on("news");
                Talker other = two.connects().greeted().on("news")) {
            known("news", 3);

            one.hub.publish(Stage.APP.id(), "news", "tick", "1", there.id());
            one.publishes("news", "tick", "2");

            assertThat(other.hears()).isEqualTo(event("tick", "1", "news"));
            assertThat(there.hears()).isEqualTo(event("tick", "2", "news"));
            assertThat(here.hears()).isEqualTo(event("tick", "1", "news"));
        }
    }

    @Test
    void aClientsEventReachesTheOtherNode() {
        try (Talker here = enters(one, ADA)) {
            known(ROOM, 1);
            try (Talker there = enters(two, BOB)) {
                here.hears();
                assertThat(here.hears()).contains("member_added").contains("bob");
                there.hears();

                here.says(
                        "{\"event\":\"client-hi\",\"channel\":\"presence-room\",\"data\":{\"a\":1}}");

                assertThat(there.hears())
                        .isEqualTo(
                                "{\"event\":\"client-hi\",\"channel\":\"presence-room\",\"data\":{\"a\":1},\"user_id\":\"ada\"}");
                here.hearsNothingElse();
            }
        }
    }

    @Test
    void aUserComesOnceAndGoesOnceHoweverManyNodesTheyAreOn() {
        try (Talker bob = enters(one, BOB)) {
            bob.hears();
            Talker first = enters(one, ADA);
            assertThat(bob.hears()).contains("member_added").contains("ada");
            Talker second = enters(two, ADA);
            assertThat(second.hears()).contains("\\\"count\\\":2").contains("Ada");
            known(ROOM, 3);

            first.close();
            known(ROOM, 2);
            bob.hearsNothingElse();
            second.close();

            assertThat(bob.hears())
                    .isEqualTo(
                            "{\"event\":\"pusher_internal:member_removed\",\"data\":\"{\\\"user_id\\\":\\\"ada\\\"}\",\"channel\":\"presence-room\"}");
            assertThat(new Caller(one).gets("/apps/app-1/channels/presence-room/users"))
                    .isEqualTo("200 {\"users\":[{\"id\":\"bob\"}]}");
        }
    }

    @Test
    void whoAsksOverHttpHearsOfAllNodes() {
        try (Talker ada = enters(one, ADA);
                Talker ada2 = enters(two, ADA);
                Talker bob = enters(two, BOB);
                Talker reader = two.connects().greeted().on("news")) {
            known(ROOM, 3);
            known("news", 1);
            eventually(() ->
                    assertThat(new Caller(one).gets("/apps/app-1/connections"))
                            .isEqualTo("200 {\"connections\":4}"));

            assertThat(
                            new Caller(one)
                                    .asks("info", "user_count,subscription_count")
                                    .gets("/apps/app-1/channels/presence-room"))
                    .isEqualTo("200 {\"occupied\":true,\"user_count\":2,\"subscription_count\":3}");
            assertThat(new Caller(one).gets("/apps/app-1/channels"))
                    .contains("\"news\":{}")
                    .contains("\"presence-room\":{}");
            assertThat(new Caller(one).gets("/apps/app-1/channels/news"))
                    .isEqualTo("200 {\"occupied\":true}");
            assertThat(List.of(ada.hears(), ada2.hears(), bob.hears(), reader.id())).hasSize(4);
        }
    }

    @Test
    void aCacheChannelRemembersOnAllNodesAndForThoseThatComeLater() {
        one.publishes("cache-prices", "price", "7");

        eventually(() ->
                assertThat(
                                new Caller(two)
                                        .asks("info", "cache")
                                        .gets("/apps/app-1/channels/cache-prices"))
                        .contains("\"data\":\"7\""));
        try (Stage late = node();
                Talker reader = late.connects().greeted().on("cache-prices")) {
            assertThat(reader.hears()).isEqualTo(event("price", "7", "cache-prices"));
        }
    }

    @Test
    void aUsersConnectionsEndOnAllNodes() {
        try (Talker here = one.connects().greeted();
                Talker there = two.connects().greeted()) {
            one.signsIn(here, "{\"id\":\"ada\"}").hears();
            two.signsIn(there, "{\"id\":\"ada\"}").hears();

            assertThat(new Caller(one).posts("/apps/app-1/users/ada/terminate_connections", "{}"))
                    .isEqualTo("200 {}");

            assertThat(here.isClosedWith()).startsWith("4009");
            assertThat(there.isClosedWith()).startsWith("4009");
        }
    }

    @Test
    void whoWatchesAUserHearsOfTheirFirstAndLastConnectionAnywhere() {
        try (Talker watcher = one.connects().greeted()) {
            Talker ada = two.connects().greeted();
            one.signsIn(watcher, "{\"id\":\"bob\",\"watchlist\":[\"ada\"]}").hears();
            assertThat(watcher.hears()).contains("offline");

            two.signsIn(ada, "{\"id\":\"ada\"}");
            assertThat(watcher.hears()).contains("online").contains("ada");
            ada.close();

            assertThat(watcher.hears()).contains("offline").contains("ada");
        }
    }

    @Test
    void theHostEndsSubscriptionsAndSocketsOfAnotherNode() {
        try (Talker there = two.connects().greeted().on("news")) {
            eventually(() -> assertThat(one.hub.isOpen(there.id())).isTrue());

            one.hub.unsubscribe(there.id(), "news");
            assertThat(there.hears()).contains("subscription_error");
            one.hub.closeSocket(there.id(), CloseCode.UNAUTHORIZED);

            assertThat(there.isClosedWith()).startsWith("4009");
            eventually(() -> assertThat(one.hub.isOpen(there.id())).isFalse());
        }
    }

    @Test
    void theHostProgramsTalkToEachOther() {
        one.hub.tellPeers("good morning");

        assertThat(two.hears()).isEqualTo("peer: good morning");
        assertThat(one.heardElse()).isEmpty();
    }

    @Test
    void subscribersOfBothNodesHearHowManyTheyAre() {
        end();
        redis = TestRedis.start();
        AppRules counting = AppRules.USUAL.with(Feature.SUBSCRIPTION_COUNTS, true);
        one = node(HubApp.usual(Stage.APP).with(counting));
        two = node(HubApp.usual(Stage.APP).with(counting));
        joined();
        try (Talker here = one.connects().greeted().on("news")) {
            assertThat(here.hears()).contains("\\\"subscription_count\\\":1");
            Talker there = two.connects().greeted().on("news");
            assertThat(here.hears()).contains("\\\"subscription_count\\\":2");
            there.close();
            assertThat(here.hears()).contains("\\\"subscription_count\\\":1");
        }
    }

    @Test
    void whileRedisIsAwayEachNodeServesItsOwnAndAfterwardsTheyAgreeAgain() {
        try (Talker bob = entersAlone(BOB);
                Talker ada = enters(two, ADA)) {
            bob.hears();
            assertThat(bob.hears()).contains("member_added").contains("ada");
            ada.hears();

            redis.stop();
            eventually(() -> assertThat(connected()).containsExactly(false, false));
            one.publishes(ROOM, "tick", "local");
            assertThat(bob.hears()).isEqualTo(event("tick", "local", ROOM));
            Talker eve = enters(two, "{\"user_id\":\"eve\"}");
            eve.hears();
            assertThat(ada.hears()).contains("member_added").contains("eve");
            redis.startAgain();

            assertThat(bob.hears()).contains("member_added").contains("eve");
            assertThat(ada.hears()).isEqualTo(event("tick", "local", ROOM));
            assertThat(eve.hears()).isEqualTo(event("tick", "local", ROOM));
            one.publishes(ROOM, "tick", "again");
            assertThat(ada.hears()).isEqualTo(event("tick", "again", ROOM));
            assertThat(bob.hears()).isEqualTo(event("tick", "again", ROOM));
            eve.close();
        }
    }

    @Test
    void whatDoesNotFitWhileRedisIsAwayIsCountedAndWhoIsThereIsRightAfterwards() {
        end();
        redis = TestRedis.start();
        one = node(HubApp.usual(Stage.APP), config().withQueueBytes(10_000));
        two = node();
        joined();
        try (Talker there = two.connects().greeted().on("news")) {
            known("news", 1);
            redis.stop();
            eventually(() -> assertThat(connected()).containsExactly(false, false));

            IntStream.range(0, 1_000).forEach(i -> one.publishes("news", "tick", "x".repeat(100)));
            Talker late = one.connects().greeted().on("late");
            assertThat(one.hub.clusterStats().orElseThrow().dropped()).isPositive();
            redis.startAgain();

            eventually(() ->
                    assertThat(new Caller(two).gets("/apps/app-1/channels/late"))
                            .isEqualTo("200 {\"occupied\":true}"));
            late.close();
            assertThat(there.hears()).contains("tick");
        }
    }

    @Test
    void aNodeThatEndsIsGoneAtOnceAndStaysAway() {
        Stage third = node();
        eventually(() -> assertThat(others()).containsExactly(2, 2));

        third.close();

        eventually(() -> assertThat(others()).containsExactly(1, 1));
        one.hub.tellPeers("it has left");
        assertThat(two.hears()).isEqualTo("peer: it has left");
        assertThat(others()).containsExactly(1, 1);
    }

    @Test
    void aNodeAloneRunsNothingOfACluster() {
        try (Stage alone = new Stage()) {
            assertThat(alone.hub.clusterStats()).isEmpty();
        }
    }

    @Test
    void aNodeAloneLoadsNothingOfRedis() {
        List<String> command =
                new ArrayList<>(
                        Processes.java(HubMain.class, "--port", "0", "--app", "id:key:secret"));
        command.add(1, "-Xlog:class+load");
        try (RunningProgram alone =
                Processes.start(Path.of("").toAbsolutePath(), Map.of(), command)) {
            alone.awaitLine("Hub is ready");

            assertThat(alone.output())
                    .contains("dev.maestro.hub.channel.App ")
                    .doesNotContain("redis.clients")
                    .doesNotContain("dev.maestro.hub.cluster.Hearing");
        }
    }

    private List<Integer> others() {
        return List.of(
                one.hub.clusterStats().orElseThrow().others(),
                two.hub.clusterStats().orElseThrow().others());
    }

    private List<Boolean> connected() {
        return List.of(
                one.hub.clusterStats().orElseThrow().connected(),
                two.hub.clusterStats().orElseThrow().connected());
    }

    private void joined() {
        for (Stage each : List.of(one, two)) {
            eventually(() ->
                    assertThat(each.hub.clusterStats()).contains(new ClusterStats(1, true, 0)));
        }
    }

    /** Waits until both nodes know that so many are on the channel. */
    private void known(String channel, int count) {
        for (Stage each : List.of(one, two)) {
            eventually(() ->
                    assertThat(
                                    new Caller(each)
                                            .asks("info", "subscription_count")
                                            .gets("/apps/app-1/channels/" + channel))
                            .contains("\"subscription_count\":" + count));
        }
    }

    /** At the first node, as the first, and waits until the second knows. */
    private Talker entersAlone(String who) {
        Talker first = enters(one, who);
        known(ROOM, 1);
        return first;
    }

    private static Talker enters(Stage stage, String who) {
        return stage.enters(stage.connects().greeted(), ROOM, who);
    }

    private Stage node() {
        return node(HubApp.usual(Stage.APP));
    }

    private Stage node(HubApp app) {
        return node(app, config());
    }

    private static Stage node(HubApp app, ClusterConfig cluster) {
        return new Stage(_ -> HubConfig.of(List.of(app)).withCluster(cluster));
    }

    private ClusterConfig config() {
        return ClusterConfig.of(redis.uri(), "test")
                .withTimes(Duration.ofMillis(100), Duration.ofSeconds(1));
    }

    private static String event(String name, String data, String channel) {
        return "{\"event\":\"%s\",\"data\":\"%s\",\"channel\":\"%s\"}"
                .formatted(name, data, channel);
    }
}
