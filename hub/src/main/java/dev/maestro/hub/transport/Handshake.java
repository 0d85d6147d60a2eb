package dev.maestro.hub.transport;

import java.util.Map;

/**
 * What a peer said when it connected.
 *
 * @param key the application's key, the last part of the path
 * @param query the parameters of the address, the first value of each
 */
public record Handshake(String key, Map<String, String> query) {

    public Handshake {
        query = Map.copyOf(query);
    }
}
