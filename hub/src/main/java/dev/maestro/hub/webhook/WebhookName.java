package dev.maestro.hub.webhook;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a target can be told; the lower-case word is what is sent. */
public enum WebhookName {
    CHANNEL_OCCUPIED,
    CHANNEL_VACATED,
    MEMBER_ADDED,
    MEMBER_REMOVED,
    CLIENT_EVENT,
    CACHE_MISS,
    SUBSCRIPTION_COUNT;

    /** The word that is sent. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of that word. */
    public static Optional<WebhookName> of(String word) {
        return Stream.of(values()).filter(name -> name.word().equals(word)).findFirst();
    }
}
