package dev.maestro.hub.transport;

import java.util.Map;
import java.util.Optional;

/**
 * What a peer said when it connected.
 *
 * @param key the application's key, the last part of the path
 * @param query the parameters of the address, the first value of each
 * @param origin where the web page comes from that connects; programs send none
 * @param secure whether it came with TLS, as far as the proxy in front of us says
 */
public record Handshake(
        String key, Map<String, String> query, Optional<String> origin, boolean secure) {

    public Handshake {
        query = Map.copyOf(query);
    }
}
