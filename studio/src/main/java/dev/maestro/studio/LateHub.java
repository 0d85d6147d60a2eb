package dev.maestro.studio;

import dev.maestro.hub.Hub;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hub for those who are built before it: it listens to rooms that speak through it. Before it
 * is open there is nobody to hear anything.
 */
final class LateHub {

    private final String app;
    private volatile @Nullable Hub hub;

    LateHub(String app) {
        this.app = app;
    }

    void open(Hub opened) {
        hub = opened;
    }

    int publish(String channel, String event, String data, Optional<SocketId> except) {
        Hub open = hub;
        return open == null ? 0 : open.publish(app, channel, event, data, except.orElse(null));
    }
}
