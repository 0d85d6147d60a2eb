package dev.maestro.studio.contract;

import dev.maestro.protocol.pusher.SocketId;
import java.util.Optional;

/** The way out to channels; the hub, for whom this room does not care. Never blocks. */
@FunctionalInterface
public interface Channels {

    /**
     * @param except this socket does not get it
     * @return for how many sockets it was queued
     */
    int publish(String channel, String event, String data, Optional<SocketId> except);

    default int publish(String channel, String event, String data) {
        return publish(channel, event, data, Optional.empty());
    }
}
