package dev.maestro.conformance.wire;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What is examined.
 *
 * @param url {@code ws:}, {@code wss:}, {@code http:} or {@code https:}, with the server's path
 *     prefix
 */
public record Target(URI url, Optional<Credentials> app) {

    public Target {
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.matches("wss?|https?") || url.getHost() == null) {
            throw new IllegalArgumentException(
                    "the URL looks like ws://127.0.0.1:7300 or https://studio.example.com");
        }
    }

    /** The address of the HTTP side, without a slash at its end. */
    public URI http() {
        return URI.create(bare().replaceFirst("^ws", "http"));
    }

    /** The address of a WebSocket for that key. */
    public URI socket(String key, String query) {
        return URI.create(bare().replaceFirst("^http", "ws") + "/app/" + key + query);
    }

    private String bare() {
        return url.toString().replaceAll("/+$", "");
    }
}
