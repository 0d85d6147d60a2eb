package dev.maestro.hub.connection;

import dev.maestro.hub.channel.Subscriber;
import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.List;
import java.util.Optional;

/** One connection's place on one channel, from entering to leaving. */
final class Seat implements Subscriber {

    private final ChannelName channel;
    private final Optional<Member> member;
    private final Connection owner;

    /** Read and written only under the lock of the owner's outbox. */
    private boolean left;

    Seat(ChannelName channel, Optional<Member> member, Connection owner) {
        this.channel = channel;
        this.member = member;
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
    public Optional<Member> member() {
        return member;
    }

    @Override
    public boolean deliver(TextMessage message) {
        return owner.deliver(this, message);
    }

    @Override
    public void enter(Runnable join, List<TextMessage> firstWords) {
        owner.enter(join, firstWords);
    }

    void leave() {
        left = true;
    }

    boolean isLeft() {
        return left;
    }
}
