package dev.maestro.hub.standalone;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.HubApp;
import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.webhook.WebhookConfig;
import dev.maestro.hub.webhook.WebhookTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What was said so far of one application, or of all that follow. */
final class AppDraft {

    private AppRules rules = AppRules.USUAL;
    private WebhookConfig webhooks = WebhookConfig.NONE;

    /** Begins with the same settings. */
    AppDraft copy() {
        AppDraft copy = new AppDraft();
        copy.rules = rules;
        copy.webhooks = webhooks;
        return copy;
    }

    HubApp of(AppKey key) {
        return new HubApp(key, rules, webhooks);
    }

    void turn(Feature feature, boolean on) {
        rules = rules.with(feature, on);
    }

    void limit(Limit limit, int value) {
        rules = rules.with(limit, value);
    }

    void allowOrigin(String host) {
        List<String> hosts = new ArrayList<>(rules.allowedOrigins());
        hosts.add(host);
        rules = rules.withAllowedOrigins(hosts);
    }

    void signInWithin(Duration time) {
        rules = rules.withSignInWithin(time);
    }

    void cacheFor(Duration time) {
        rules = rules.withCacheFor(time);
    }

    void addWebhook(WebhookTarget target) {
        List<WebhookTarget> targets = new ArrayList<>(webhooks.targets());
        targets.add(target);
        webhooks = webhooks.withTargets(targets);
    }

    void changeLastWebhook(UnaryOperator<WebhookTarget> change) {
        List<WebhookTarget> targets = new ArrayList<>(webhooks.targets());
        if (targets.isEmpty()) {
            throw new WrongOption("it says something about a --webhook, and none stands before it");
        }
        targets.add(change.apply(targets.removeLast()));
        webhooks = webhooks.withTargets(targets);
    }

    void changeWebhooks(UnaryOperator<WebhookConfig> change) {
        webhooks = change.apply(webhooks);
    }
}
