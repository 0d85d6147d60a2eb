package dev.maestro.protocol.pusher;

import java.util.Optional;

/**
 * A proof as it travels: {@code KEY:SIGNATURE}, the application's public key and a hex HMAC-SHA256.
 */
public record AuthToken(String key, String signature) {

    /** Reads {@code KEY:SIGNATURE}; empty when there is no colon with something on both sides. */
    public static Optional<AuthToken> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(new AuthToken(text.substring(0, colon), text.substring(colon + 1)));
    }

    /** The form that is sent. */
    @Override
    public String toString() {
        return key + ":" + signature;
    }
}
