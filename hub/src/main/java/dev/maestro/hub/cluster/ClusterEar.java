package dev.maestro.hub.cluster;

import dev.maestro.protocol.pusher.SocketId;

/** What other nodes ask of this one beyond its channels. Called in order, on one thread. */
public interface ClusterEar {

    /** Close this socket, if it is here. */
    void close(SocketId socket, int code);

    /** Take this socket off the channel for good, if it is here. */
    void takeOff(SocketId socket, String channel);

    /** Another host program said this to all. */
    void said(String text);

    /** Another node came, or came back; it may have heard nothing so far. */
    void joined();
}
