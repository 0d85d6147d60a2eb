package dev.maestro.conformance;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.Hub;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.webhook.WebhookConfig;
import dev.maestro.hub.webhook.WebhookTarget;
import io.javalin.Javalin;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The real hub on a free port, with everything switched on. */
final class OurHub implements AutoCloseable {

    private final Hub hub;
    private final Javalin javalin;

    /**
     * @param webhooks where it posts; 0 = nowhere
     */
    OurHub(int webhooks) {
        this(webhooks, HubConfig::of);
    }

    /** A hub that loses patience with the silent as soon as one can. */
    static OurHub impatient() {
        return new OurHub(
                0,
                apps -> {
                    HubConfig usual = HubConfig.of(apps);
                    return usual.withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(500));
                });
    }

    private OurHub(int webhooks, Function<List<HubApp>, HubConfig> rules) {
        HubApp app =
                HubApp.usual(new AppKey(Faults.APP.id(), Faults.APP.key(), Faults.APP.secret()))
                        .with(AppRules.USUAL.with(Feature.SUBSCRIPTION_COUNTS, true))
                        .with(
                                webhooks == 0
                                        ? WebhookConfig.NONE
                                        : WebhookConfig.of(
                                                List.of(
                                                        WebhookTarget.of(
                                                                URI.create(
                                                                        "http://127.0.0.1:"
                                                                                + webhooks)))));
        hub =
                Hub.open(
                        rules.apply(List.of(app)),
                        (_, _, _, _) -> ClientEventOutcome.RELAY,
                        InstantSource.system());
        javalin =
                Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = 0;
                    hub.mount(config);
                });
        javalin.start();
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        hub.close();
        javalin.stop();
    }
}
