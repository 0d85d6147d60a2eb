package dev.maestro.hub.transport;

import java.util.Map;
import java.util.Optional;

/**
 * What a peer said when it connected.
 *
 * @param key the application's key, the last part of the path
 * @param query the parameters of the address, the first value of each
 * @param origin where the web page comes from that connects; programs send none
 * @param tls whether it reached us with TLS
 * @param forwardedTls whether its headers say that it reached a proxy with TLS; anybody may say so
 */
public record Handshake(
        String key,
        Map<String, String> query,
        Optional<String> origin,
        boolean tls,
        boolean forwardedTls) {

    public Handshake {
        query = Map.copyOf(query);
    }
}
