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
import java.time.InstantSource;
import java.util.List;

/** The real hub on a free port, with everything switched on. */
final class OurHub implements AutoCloseable {

    private final Hub hub;
    private final Javalin javalin;

    /**
     * @param webhooks where it posts; 0 = nowhere
     */
    OurHub(int webhooks) {
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
                        HubConfig.of(List.of(app)),
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
