package dev.maestro.hub;

import dev.maestro.hub.connection.ConnectionListener;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;

/** Passes on to the host program what happens on connections, which do not know this package. */
record HostEar(HubListener host) implements ConnectionListener {

    @Override
    public boolean relays(SocketId from, ChannelName channel, String event, String data) {
        return host.clientEvent(from, channel, event, data) == ClientEventOutcome.RELAY;
    }

    @Override
    public void subscribed(SocketId socket, ChannelName channel) {
        host.subscribed(socket, channel);
    }

    @Override
    public void unsubscribed(SocketId socket, ChannelName channel) {
        host.unsubscribed(socket, channel);
    }

    @Override
    public void disconnected(SocketId socket) {
        host.disconnected(socket);
    }
}
