package dev.maestro.hub;

import static dev.maestro.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.maestro.hub.cluster.ClusterConfig;
import dev.maestro.hub.standalone.HubMain;
import dev.maestro.hub.webhook.WebhookConfig;
import dev.maestro.hub.webhook.WebhookName;
import dev.maestro.hub.webhook.WebhookTarget;
import dev.maestro.protocol.pusher.JsonText;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.testkit.Processes;
import dev.maestro.testkit.RunningProgram;
import dev.maestro.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A node is a process and is killed: two others are left. */
class ClusterKillTest {

    private static final String ROOM = "presence-room";

    private final List<String> posts = new CopyOnWriteArrayList<>();

    @Test
    void whoWasOnAKilledNodeIsSaidToBeGoneOnceToEachAndOnceToWebhooks() {
        HttpServer target = listens();
        try (TestRedis redis = TestRedis.start();
                Stage one = node(redis, target);
                Stage two = node(redis, target);
                RunningProgram third = program(redis)) {
            int port = Integer.parseInt(third.awaitLine("ready: http://127.0.0.1:(\\d+)").group(1));
            Talker bob = one.enters(one.connects().greeted(), ROOM, "{\"user_id\":\"bob\"}");
            bob.hears();
            Talker eve = two.enters(two.connects().greeted(), ROOM, "{\"user_id\":\"eve\"}");
            eve.hears();
            assertThat(bob.hears()).contains("member_added").contains("eve");
            Talker ada = Talker.connect(port, "/app/key-1?protocol=7").greeted();
            ada.says(entry(ada.id(), "{\"user_id\":\"ada\"}"));
            assertThat(ada.hears()).contains("\\\"count\\\":3");
            assertThat(bob.hears()).contains("member_added").contains("ada");
            assertThat(eve.hears()).contains("member_added").contains("ada");

            third.killAlone();

            assertThat(bob.hears()).contains("member_removed").contains("ada");
            assertThat(eve.hears()).contains("member_removed").contains("ada");
            eventually(() -> assertThat(one.hub.isOpen(ada.id())).isFalse());
            eventually(() -> {
                one.clock.passes(Duration.ofSeconds(3));
                two.clock.passes(Duration.ofSeconds(3));
                assertThat(posts).anyMatch(post -> post.contains("member_removed"));
            });
            one.publishes(ROOM, "tick", "on it goes");
            assertThat(news(bob)).contains("on it goes");
            assertThat(news(eve)).contains("on it goes");
            assertThat(posts).hasSize(1);
        } finally {
            target.stop(0);
        }
    }

    /** What comes besides the pings of a hub whose clock has run. */
    private static String news(Talker talker) {
        String next = talker.hears();
        while (next.contains("pusher:ping")) {
            next = talker.hears();
        }
        return next;
    }

    private static String entry(SocketId socket, String who) {
        Signer signer = new Signer(Stage.APP.key(), Stage.APP.secret());
        return "{\"event\":\"pusher:subscribe\",\"data\":{\"auth\":\"%s\",\"channel\":\"%s\",\"channel_data\":%s}}"
                .formatted(
                        signer.channel(socket, ROOM, Optional.of(who)), ROOM, JsonText.quoted(who));
    }

    private static Stage node(TestRedis redis, HttpServer target) {
        WebhookTarget removed =
                new WebhookTarget(
                        URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/"),
                        Set.of(WebhookName.MEMBER_REMOVED),
                        "",
                        "");
        HubApp app = HubApp.usual(Stage.APP).with(WebhookConfig.of(List.of(removed)));
        ClusterConfig cluster =
                ClusterConfig.of(redis.uri(), "test")
                        .withTimes(Duration.ofMillis(200), Duration.ofSeconds(3));
        return new Stage(_ -> HubConfig.of(List.of(app)).withCluster(cluster));
    }

    private static RunningProgram program(TestRedis redis) {
        return Processes.start(
                Path.of("").toAbsolutePath(),
                Map.of(),
                Processes.java(
                        HubMain.class,
                        "--port",
                        "0",
                        "--redis",
                        redis.uri().toString(),
                        "--redis-prefix",
                        "test",
                        "--app",
                        "app-1:key-1:secret-1"));
    }

    private HttpServer listens() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", this::take);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        posts.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
