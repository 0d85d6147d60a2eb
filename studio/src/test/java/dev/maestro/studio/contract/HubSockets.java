package dev.maestro.studio.contract;

import dev.maestro.hub.Hub;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;

/** The sockets of a hub that a test has opened. */
public record HubSockets(Hub hub) implements Sockets {

    @Override
    public boolean isOpen(SocketId socket) {
        return hub.isOpen(socket);
    }

    @Override
    public void takeOff(SocketId socket, String channel) {
        hub.unsubscribe(socket, channel);
    }

    @Override
    public void close(SocketId socket, CloseCode code) {
        hub.closeSocket(socket, code);
    }
}
