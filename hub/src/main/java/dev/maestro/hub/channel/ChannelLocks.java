package dev.maestro.hub.channel;

import java.util.stream.Stream;

/**
 * Locks for channels where order matters between entering and publishing: presence and cache
 * channels. Two channels may share one.
 *
 * <p>Taken before any lock of a socket, and never two at a time.
 */
final class ChannelLocks {

    private static final int NUMBER = 256;

    private final Object[] locks = Stream.generate(Object::new).limit(NUMBER).toArray();

    Object of(String channel) {
        return locks[Math.floorMod(channel.hashCode(), NUMBER)];
    }
}
