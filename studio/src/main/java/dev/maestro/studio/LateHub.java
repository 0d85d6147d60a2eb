package dev.maestro.studio;

import dev.maestro.hub.Hub;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.studio.contract.Sockets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hub for those who are built before it: it listens to rooms that speak through it. Before it
 * is open there is nobody to hear anything.
 */
final class LateHub implements Sockets {

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

    @Override
    public boolean isOpen(SocketId socket) {
        Hub open = hub;
        return open != null && open.isOpen(socket);
    }

    @Override
    public void takeOff(SocketId socket, String channel) {
        Hub open = hub;
        if (open != null) {
            open.unsubscribe(socket, channel);
        }
    }

    @Override
    public void close(SocketId socket, CloseCode code) {
        Hub open = hub;
        if (open != null) {
            open.closeSocket(socket, code);
        }
    }

    /** Tells the other studios of the database, if any. */
    void tellOthers(String text) {
        Hub open = hub;
        if (open != null) {
            open.tellPeers(text);
        }
    }
}
