package dev.maestro.hub;

import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.webhook.WebhookConfig;

/** One application of the hub: its names and secret, its rules, and who is told of its channels. */
public record HubApp(AppKey key, AppRules rules, WebhookConfig webhooks) {

    /** An application as suits most. */
    public static HubApp usual(AppKey key) {
        return new HubApp(key, AppRules.USUAL, WebhookConfig.NONE);
    }

    /** The same with other rules. */
    public HubApp with(AppRules others) {
        return new HubApp(key, others, webhooks);
    }

    /** The same with other webhooks. */
    public HubApp with(WebhookConfig others) {
        return new HubApp(key, rules, others);
    }
}
