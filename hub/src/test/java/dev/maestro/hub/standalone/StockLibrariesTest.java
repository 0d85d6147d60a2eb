package dev.maestro.hub.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PrivateChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import dev.maestro.hub.AppKey;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.NodeProject;
import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.webhook.WebhookConfig;
import dev.maestro.hub.webhook.WebhookTarget;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hub as a program, with the libraries its users have; none of them is ours. */
class StockLibrariesTest {

    private static final AppKey APP = new AppKey("app-1", "key-1", "secret-1");

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void servesPusherJsLaravelEchoAndTheNodeServerLibrary()
            throws IOException, InterruptedException {
        Process club = NodeProject.starts("club.mjs");
        try (BufferedReader says = club.inputReader(UTF_8);
                OutputStream in = club.getOutputStream()) {
            String hooks = String.valueOf(says.readLine()).replace("hooks ", "http://127.0.0.1:");
            try (HubServer hub = HubServer.start("127.0.0.1", 0, config(hooks))) {
                in.write((hub.port() + "\n").getBytes(UTF_8));
                in.flush();

                assertThat(says.readAllLines())
                        .containsExactly(
                                "ann is 1, user 1, one of 1",
                                "bob sees 2: 1,bob",
                                "ann sees bob come",
                                "ann hears {\"n\":1.5} of bob",
                                "bob hears just text of 1",
                                "published {\"channels\":{\"presence-club\":{\"user_count\":2,\"subscription_count\":2},\"empty\":{\"subscription_count\":0}}}",
                                "bob hears {\"grüße\":\"an alle\"}",
                                "batch {}, ann hears y",
                                "channels {\"channels\":{\"presence-club\":{\"user_count\":2}}}",
                                "users {\"users\":[{\"id\":1},{\"id\":\"bob\"}]}",
                                "nothing cached yet",
                                "bob is told {\"eur\":7}",
                                "decrypted {\"dear\":\"diary\"}",
                                "counted 2, and the library knows 2",
                                "dan is offline: dan",
                                "dan is online: dan",
                                "dan is sent {\"only\":\"you\"}",
                                "dan is dan",
                                "dan is disconnected for good",
                                "here [{\"name\":\"user eve\"}]",
                                "joining {\"name\":\"user fay\"}",
                                "whispered {\"name\":\"fay\"}",
                                "listened {\"id\":7}",
                                "leaving {\"name\":\"user fay\"}",
                                "refused 401",
                                "webhooks cache_miss,channel_occupied,channel_vacated,client_event,member_added,member_removed,subscription_count");
                assertThat(club.waitFor()).isZero();
            }
        } finally {
            club.destroyForcibly();
        }
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES)
    void servesPusherJavaClientAndPusherHttpJava() throws InterruptedException {
        try (HubServer hub = HubServer.start("127.0.0.1", 0, config("http://127.0.0.1:1"))) {
            com.pusher.rest.Pusher server =
                    new com.pusher.rest.Pusher(APP.id(), APP.key(), APP.secret());
            server.setHost("127.0.0.1:" + hub.port());
            Pusher ann = client(hub.port(), server, "ann");
            Pusher bob = client(hub.port(), server, "bob");
            Ear hers = new Ear();
            Ear his = new Ear();
            ann.connect();
            bob.connect();

            ann.subscribePresence("presence-club", hers, "news");
            assertThat(hers.hears()).isEqualTo("in presence-club: [ann]");
            var room = bob.subscribePresence("presence-club", his, "client-wave");
            assertThat(his.hears()).isEqualTo("in presence-club: [ann, bob]");
            assertThat(hers.hears()).isEqualTo("bob came {\"name\":\"bob\"}");
            ann.getPresenceChannel("presence-club").trigger("client-wave", "{\"n\":1}");
            assertThat(his.hears()).isEqualTo("client-wave {\"n\":1} from ann");
            assertThat(
                            server.trigger(
                                            List.of("presence-club", "other"),
                                            "news",
                                            Map.of("a", 1))
                                    .getHttpStatus())
                    .isEqualTo(200);
            assertThat(hers.hears()).isEqualTo("news {\"a\":1} from null");
            assertThat(
                            server.get(
                                            "/channels/presence-club",
                                            Map.of("info", "user_count,subscription_count"))
                                    .getMessage())
                    .isEqualTo("{\"occupied\":true,\"user_count\":2,\"subscription_count\":2}");
            assertThat(
                            server.trigger(
                                            List.of(
                                                    new com.pusher.rest.data.Event(
                                                            "presence-club", "news", "two")))
                                    .getHttpStatus())
                    .isEqualTo(200);
            assertThat(hers.hears()).startsWith("news ").contains("two");
            Ear vault = new Ear();
            var privately = bob.subscribePrivate("private-vault", vault, "client-x");
            assertThat(vault.hears()).isEqualTo("in private-vault");
            assertThat(privately.isSubscribed()).isTrue();
            assertThat(room.getUsers()).hasSize(2);

            bob.disconnect();

            assertThat(hers.hears()).isEqualTo("bob went");
            ann.disconnect();
        }
    }

    private static HubConfig config(String hooks) {
        AppRules rules = AppRules.USUAL.with(Feature.SUBSCRIPTION_COUNTS, true);
        WebhookConfig webhooks =
                new WebhookConfig(
                        List.of(WebhookTarget.of(URI.create(hooks + "/hook"))),
                        50,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10),
                        1000);
        return HubConfig.of(List.of(new HubApp(APP, rules, webhooks)));
    }

    private static Pusher client(int port, com.pusher.rest.Pusher server, String user) {
        PusherOptions options =
                new PusherOptions()
                        .setUseTLS(false)
                        .setHost("127.0.0.1")
                        .setWsPort(port)
                        .setChannelAuthorizer((channel, socket) ->
                                channel.startsWith("presence-")
                                        ? server.authenticate(
                                                socket,
                                                channel,
                                                new com.pusher.rest.data.PresenceUser(
                                                        user, Map.of("name", user)))
                                        : server.authenticate(socket, channel));
        return new Pusher(APP.key(), options);
    }

    /** Writes down what the library tells. */
    private static final class Ear
            implements PresenceChannelEventListener, PrivateChannelEventListener {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        String hears() throws InterruptedException {
            return String.valueOf(heard.poll(30, TimeUnit.SECONDS));
        }

        @Override
        public void onUsersInformationReceived(String channel, Set<User> users) {
            heard.add("in " + channel + ": " + users.stream().map(User::getId).sorted().toList());
        }

        @Override
        public void userSubscribed(String channel, User user) {
            heard.add(user.getId() + " came " + user.getInfo());
        }

        @Override
        public void userUnsubscribed(String channel, User user) {
            heard.add(user.getId() + " went");
        }

        @Override
        public void onAuthenticationFailure(String message, Exception failure) {
            heard.add("refused " + message);
        }

        @Override
        public void onSubscriptionSucceeded(String channel) {
            if (channel.startsWith("private-")) {
                heard.add("in " + channel);
            }
        }

        @Override
        public void onEvent(PusherEvent event) {
            heard.add(event.getEventName() + " " + event.getData() + " from " + event.getUserId());
        }
    }
}
