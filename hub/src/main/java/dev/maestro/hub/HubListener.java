package dev.maestro.hub;

import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;

/**
 * The host program's ear. Each method is called on the socket's own virtual thread, in the order in
 * which the socket spoke; different sockets call at the same time. A call that blocks delays only
 * its own socket, and after some messages stops reading from it.
 *
 * <p>What a method throws is logged; the client is told that it was our fault, the socket lives on,
 * and a client event counts as consumed.
 */
public interface HubListener {

    /**
     * A subscribed client sent an event on a private or presence channel.
     *
     * @param data the content: of a JSON string what is in it, of anything else the JSON itself
     */
    ClientEventOutcome clientEvent(SocketId from, ChannelName channel, String event, String data);

    /** The socket entered the channel and has been told so. */
    default void subscribed(SocketId socket, ChannelName channel) {}

    /** The socket left the channel: by itself, by revocation, or because it is gone. */
    default void unsubscribed(SocketId socket, ChannelName channel) {}

    /** The socket is gone; the last call for it. */
    default void disconnected(SocketId socket) {}

    /**
     * The host program of another node said this. Called on the cluster's thread: must be quick.
     */
    default void peerSaid(String text) {}

    /** Another node came, or came back, and may have heard nothing so far. As {@link #peerSaid}. */
    default void peerJoined() {}
}
