package dev.maestro.hub.connection;

import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;

/**
 * Who hears what happens on connections; called in order on the connection's own virtual thread.
 */
public interface ConnectionListener {

    /** A subscribed client's event; returns whether the other sockets shall get it. */
    boolean relays(SocketId from, ChannelName channel, String event, String data);

    /** The socket is on the channel. */
    void subscribed(SocketId socket, ChannelName channel);

    /** The socket is no longer on the channel. */
    void unsubscribed(SocketId socket, ChannelName channel);

    /** The socket is gone. */
    void disconnected(SocketId socket);
}
