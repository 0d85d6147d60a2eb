package dev.maestro.hub.webhook;

import java.net.URI;
import java.util.Set;

/**
 * An address that is told, and of what.
 *
 * @param names which events it wants
 * @param startsWith how the names of the channels begin that it cares for
 * @param endsWith how they end
 */
public record WebhookTarget(URI url, Set<WebhookName> names, String startsWith, String endsWith) {

    public WebhookTarget {
        names = Set.copyOf(names);
        String scheme = url.getScheme();
        if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException("not an http address: " + url);
        }
    }

    /** A target for everything. */
    public static WebhookTarget of(URI url) {
        return new WebhookTarget(url, Set.of(WebhookName.values()), "", "");
    }

    boolean wants(WebhookEvent event) {
        return names.contains(event.name())
                && event.channel().startsWith(startsWith)
                && event.channel().endsWith(endsWith);
    }
}
