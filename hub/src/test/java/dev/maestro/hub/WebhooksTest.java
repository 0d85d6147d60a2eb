package dev.maestro.hub;

import static dev.maestro.testkit.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.webhook.WebhookConfig;
import dev.maestro.hub.webhook.WebhookName;
import dev.maestro.hub.webhook.WebhookTarget;
import dev.maestro.protocol.pusher.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private record Post(String body, String key, String signature, String type) {}

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile boolean endless;
    private final HttpServer target = listens();
    private Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
        target.stop(0);
    }

    @Test
    void tellsWhatHappensAndSignsIt() {
        opens(WebhookConfig.of(List.of(everything())).withEventsPerLetter(1));
        Talker one = stage.connects().greeted();

        stage.enters(one, "presence-cache-x", "{\"user_id\":7}");
        Post post = next();
        assertThat(post.body())
                .isEqualTo(
                        "{\"time_ms\":%d,\"events\":[{\"name\":\"cache_miss\",\"channel\":\"presence-cache-x\"}]}"
                                .formatted(stage.clock.instant().toEpochMilli()));
        assertThat(post.key()).isEqualTo("key-1");
        assertThat(post.signature()).isEqualTo(new Signer("key-1", "secret-1").sign(post.body()));
        assertThat(post.type()).isEqualTo("application/json");
        assertThat(next().body())
                .contains("{\"name\":\"channel_occupied\",\"channel\":\"presence-cache-x\"}");
        assertThat(next().body())
                .contains(
                        "{\"name\":\"member_added\",\"channel\":\"presence-cache-x\",\"user_id\":\"7\"}");
        one.says("{\"event\":\"client-x\",\"channel\":\"presence-cache-x\",\"data\":{\"a\":1}}");

        assertThat(next().body())
                .contains(
                        "{\"name\":\"client_event\",\"channel\":\"presence-cache-x\",\"event\":\"client-x\",\"data\":{\"a\":1},\"socket_id\":\"%s\",\"user_id\":\"7\"}"
                                .formatted(one.id()));
    }

    @Test
    void tellsNobodyOfAGoodbyeThatIsTakenBack() {
        opens(WebhookConfig.of(List.of(everything())).withEventsPerLetter(1));
        Talker one = stage.connects().greeted();
        stage.enters(one, "presence-x", "{\"user_id\":7}");
        assertThat(one.hears()).contains("subscription_succeeded");
        assertThat(next().body()).contains("channel_occupied");
        assertThat(next().body()).contains("member_added");
        leaves(one);
        stage.enters(one, "presence-x", "{\"user_id\":7}");
        assertThat(one.hears()).contains("subscription_succeeded");

        leaves(one);
        stage.clock.passes(Duration.ofSeconds(3));

        assertThat(List.of(next().body(), next().body()))
                .anyMatch(body ->
                        body.contains("{\"name\":\"channel_vacated\",\"channel\":\"presence-x\"}"))
                .anyMatch(body ->
                        body.contains(
                                "{\"name\":\"member_removed\",\"channel\":\"presence-x\",\"user_id\":\"7\"}"));
        assertThat(posts).isEmpty();
    }

    @Test
    void keepsToWhatATargetWants() {
        opens(
                WebhookConfig.of(
                        List.of(
                                new WebhookTarget(
                                        url(),
                                        Set.of(WebhookName.SUBSCRIPTION_COUNT),
                                        "news-",
                                        "-de"))),
                AppRules.USUAL.with(Feature.SUBSCRIPTION_COUNTS, true));

        Talker talker = stage.connects().greeted();
        List.of("news-en", "old-de", "news-de").forEach(talker::subscribes);

        assertThat(next().body())
                .contains(
                        "\"events\":[{\"name\":\"subscription_count\",\"channel\":\"news-de\",\"subscription_count\":1}]");
        assertThat(posts).isEmpty();
    }

    @Test
    void triesAgainInOrderUntilItArrives() {
        opens(WebhookConfig.of(List.of(only(WebhookName.CHANNEL_OCCUPIED))));
        status = 500;
        Talker one = stage.connects().greeted().on("a");
        String first = next().body();
        one.on("b").on("c");
        assertThat(nextInTime().body()).isEqualTo(first);

        status = 200;

        assertThat(nextInTime().body()).isEqualTo(first);
        assertThat(next().body())
                .contains(
                        "\"events\":[{\"name\":\"channel_occupied\",\"channel\":\"b\"},{\"name\":\"channel_occupied\",\"channel\":\"c\"}]");
        assertThat(stage.hub.stats().webhooksLost()).isZero();
    }

    @Test
    void givesUpInTheEndAndGoesOnWithTheNext() {
        WebhookConfig usual = WebhookConfig.of(List.of(only(WebhookName.CHANNEL_OCCUPIED)));
        opens(
                new WebhookConfig(
                        usual.targets(),
                        50,
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        10));
        status = 500;
        Talker one = stage.connects().greeted().on("a");

        assertThat(next().body()).contains("\"a\"");
        passesUntil(() -> stage.hub.stats().webhooksLost() > 0);
        status = 200;
        posts.clear();
        one.on("b");

        assertThat(next().body()).contains("\"b\"").doesNotContain("\"a\"");
        assertThat(stage.hub.stats().webhooksLost()).isEqualTo(1);
    }

    @Test
    void triesAgainWhenAnAnswerNeverEnds() {
        opens(
                WebhookConfig.of(List.of(only(WebhookName.CHANNEL_OCCUPIED)))
                        .withPatience(Duration.ofMillis(200)));
        endless = true;
        Talker one = stage.connects().greeted().on("a");
        String first = next().body();
        one.on("b");

        endless = false;

        assertThat(nextInTime().body()).isEqualTo(first);
        assertThat(next().body()).contains("\"b\"");
    }

    @Test
    void givesUpATargetThatCannotEvenBeAsked() {
        URI nowhere = URI.create("http://127.0.0.1:99999/hook");
        WebhookConfig usual = WebhookConfig.of(List.of(WebhookTarget.of(nowhere)));
        opens(
                new WebhookConfig(
                        usual.targets(), 1, Duration.ZERO, Duration.ZERO, usual.patience(), 10));

        stage.connects().greeted().on("a").on("b");

        eventually(() -> stage.hub.stats().webhooksLost(), lost -> lost == 2);
    }

    @Test
    void tellsTheGoodbyesOfEverybodyWhenTheHubEnds() {
        opens(WebhookConfig.of(List.of(only(WebhookName.CHANNEL_VACATED))));
        stage.connects().greeted().on("a").on("b");

        stage.hub.close();

        assertThat(List.copyOf(posts))
                .extracting(Post::body)
                .anyMatch(body -> body.contains("\"channel\":\"a\""))
                .anyMatch(body -> body.contains("\"channel\":\"b\""));
        assertThat(stage.hub.stats().webhooksLost()).isZero();
    }

    @Test
    void triesOnceMoreWhatFailedWhenTheHubEnds() {
        opens(WebhookConfig.of(List.of(only(WebhookName.CHANNEL_OCCUPIED))));
        status = 500;
        stage.connects().greeted().on("a").on("b").on("c");
        next();

        status = 200;
        stage.hub.close();

        assertThat(posts).extracting(Post::body).last().asString().contains("\"c\"");
        assertThat(stage.hub.stats().webhooksLost()).isZero();
    }

    @Test
    void countsWhatDidNotArriveBeforeTheEnd() {
        opens(WebhookConfig.of(List.of(only(WebhookName.CHANNEL_OCCUPIED))));
        endless = true;
        stage.connects().greeted().on("a").on("b").on("c");
        next();

        stage.hub.close();

        assertThat(stage.hub.stats().webhooksLost()).isEqualTo(3);
    }

    @Test
    void losesAndCountsWhatDoesNotFitTheQueue() {
        opens(WebhookConfig.of(List.of(only(WebhookName.CHANNEL_OCCUPIED))).withWaiting(1));
        status = 500;
        Talker one = stage.connects().greeted().on("a");
        assertThat(next().body()).contains("\"a\"");

        one.on("b").on("c").on("d");

        assertThat(stage.hub.stats().webhooksLost()).isEqualTo(2);
    }

    private HttpServer listens() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/", this::take);
            server.start();
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void opens(WebhookConfig hooks) {
        opens(hooks, AppRules.USUAL);
    }

    private void opens(WebhookConfig hooks, AppRules rules) {
        stage.close();
        stage =
                new Stage(_ ->
                        HubConfig.of(
                                List.of(
                                        HubApp.usual(Stage.APP).with(rules).with(hooks),
                                        HubApp.usual(Stage.OTHER_APP))));
    }

    private WebhookTarget everything() {
        return WebhookTarget.of(url());
    }

    private WebhookTarget only(WebhookName name) {
        return new WebhookTarget(url(), Set.of(name), "", "");
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/hook");
    }

    private void leaves(Talker talker) {
        talker.says("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"presence-x\"}}");
        talker.hearsNothingElse();
    }

    private Post next() {
        try {
            Post post = posts.poll(30, TimeUnit.SECONDS);
            if (post == null) {
                throw new AssertionError("nothing was posted");
            }
            return post;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The next post, while time passes. */
    private Post nextInTime() {
        passesUntil(() -> !posts.isEmpty());
        return next();
    }

    private void passesUntil(BooleanSupplier happened) {
        eventually(
                () -> {
                    boolean so = happened.getAsBoolean();
                    if (!so) {
                        stage.clock.passes(Duration.ofMillis(500));
                    }
                    return so;
                },
                so -> so);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean ends = !endless; // before the test hears of it, and may change it
        posts.add(
                new Post(
                        body,
                        exchange.getRequestHeaders().getFirst("X-Pusher-Key"),
                        exchange.getRequestHeaders().getFirst("X-Pusher-Signature"),
                        exchange.getRequestHeaders().getFirst("Content-Type")));
        if (!ends) {
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
