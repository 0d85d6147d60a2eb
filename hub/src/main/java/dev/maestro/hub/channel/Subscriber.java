package dev.maestro.hub.channel;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.List;
import java.util.Optional;

/** One socket on one channel, as the channel sees it. Equal only to itself. */
public interface Subscriber {

    /** The socket's name. */
    SocketId id();

    /** Who it is, on presence channels. */
    Optional<Member> member();

    /** Queues the message and returns at once; false when the socket left or is closing. */
    boolean deliver(TextMessage message);

    /**
     * Joins and queues the first words in one step: what others publish from then on comes behind
     * them. Joins nothing when the socket is closing.
     */
    void enter(Runnable join, List<TextMessage> firstWords);
}
