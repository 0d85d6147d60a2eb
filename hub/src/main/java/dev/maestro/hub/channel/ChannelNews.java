package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;

/**
 * Hears what happens on one application's channels, each thing once and, for one channel, in order.
 * Called while the channel is held: must not block and must not call back.
 */
public interface ChannelNews {

    /** Hears nothing. */
    ChannelNews NONE = new ChannelNews() {};

    /** The first connection is on the channel. */
    default void occupied(String channel) {}

    /** The last connection has left. */
    default void vacated(String channel) {}

    /** A user is on a presence channel, with a first connection. */
    default void memberAdded(String channel, Member member) {}

    /** A user's last connection has left a presence channel. */
    default void memberRemoved(String channel, Member member) {}

    /** A client's event went to the others. */
    default void clientEvent(
            String channel, String event, String data, SocketId from, Optional<Member> sender) {}

    /** Somebody entered a cache channel that remembers nothing. */
    default void cacheMiss(String channel) {}

    /** How many connections are on the channel now. */
    default void subscriptionCount(String channel, int count) {}
}
