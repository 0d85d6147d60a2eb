package dev.maestro.hub.connection;

import dev.maestro.hub.channel.Subscriber;
import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.SocketId;

/** One connection's place on one channel, from entering to leaving. */
final class Seat implements Subscriber {

    private final ChannelName channel;
    private final Connection owner;

    /** Read and written only under the lock of the owner's outbox. */
    private boolean left;

    Seat(ChannelName channel, Connection owner) {
        this.channel = channel;
        this.owner = owner;
    }

    ChannelName channel() {
        return channel;
    }

    @Override
    public SocketId id() {
        return owner.id();
    }

    @Override
    public boolean deliver(TextMessage message) {
        return owner.deliver(this, message);
    }

    @Override
    public boolean deliverNow(TextMessage message) {
        return owner.deliverNow(this, message);
    }

    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }
}
