package dev.maestro.hub.channel;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.SocketId;

/** One socket on one channel, as the channel sees it. Equal only to itself. */
public interface Subscriber {

    /** The socket's name. */
    SocketId id();

    /** Queues the message and returns at once; false when the socket left or is closing. */
    boolean deliver(TextMessage message);

    /**
     * As {@link #deliver}, but when nothing else waits for the socket the calling thread writes the
     * message itself, which never blocks: cheaper for a few sockets, slower for many.
     */
    boolean deliverNow(TextMessage message);
}
