package dev.maestro.client.link;

import java.net.URI;

/** Where the hub of one Studio listens, and the public key it is asked with. */
public record SocketAddress(String appKey, String path) {

    /** The WebSocket's address at a Studio that is reached by HTTP. */
    URI at(URI studio, String clientVersion) {
        String base = path.isBlank() ? "/app" : path.replaceAll("/+$", "");
        String withKey = base.endsWith("/" + appKey) ? base : base + "/" + appKey;
        return URI.create(
                "%s%s?protocol=7&client=maestro&version=%s"
                        .formatted(
                                studio.toString().replaceFirst("^http", "ws"),
                                withKey,
                                clientVersion));
    }
}
