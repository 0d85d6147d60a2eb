package dev.maestro.hub.connection;

import dev.maestro.hub.channel.Admission;
import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Limit;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.ClientFrame;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SignedUser;
import java.util.List;
import java.util.Optional;

/** Lets one connection into channels and out again. */
final class Turnstile {

    private final Connection owner;
    private final App app;
    private final Outbox outbox;
    private final ConnectionListener listener;
    private final Subscriptions subscriptions;

    Turnstile(Connection owner, App app, Outbox outbox, ConnectionListener listener) {
        this.owner = owner;
        this.app = app;
        this.outbox = outbox;
        this.listener = listener;
        this.subscriptions = new Subscriptions(app.limits().of(Limit.SUBSCRIPTIONS));
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    void enter(ClientFrame.Subscribe wish, Optional<SignedUser> user) {
        Optional<ChannelName> channel =
                ChannelName.parse(wish.channel(), app.limits().of(Limit.CHANNEL_NAME_LENGTH));
        if (channel.isEmpty()) {
            deny(
                    wish.channel(),
                    Admission.Denied.invalid("InvalidChannel", "Invalid channel name."));
            return;
        }
        switch (app.admit(owner.id(), user, channel.get(), wish.auth(), wish.channelData())) {
            case Admission.Denied denied -> deny(wish.channel(), denied);
            case Admission.Admitted admitted ->
                    sit(new Seat(channel.get(), admitted.member(), owner));
        }
    }

    /** Who asks again is told again, and changes nothing. */
    private void sit(Seat seat) {
        ChannelName channel = seat.channel();
        if (subscriptions.find(channel.value()).isPresent()) {
            owner.tell(app.welcome(channel));
            return;
        }
        subscriptions
                .enter(seat, () -> app.enter(channel, seat))
                .ifPresentOrElse(
                        denied -> deny(channel.value(), denied),
                        () -> listener.subscribed(owner.id(), channel));
    }

    void leave(String channel) {
        subscriptions
                .leave(channel)
                .ifPresent(seat -> {
                    stand(seat);
                    listener.unsubscribed(owner.id(), seat.channel());
                });
    }

    /** Ends a subscription for good; returns whether there was one. */
    boolean revoke(ChannelName channel) {
        Optional<Seat> seat = subscriptions.revoke(channel.value());
        seat.ifPresent(this::stand);
        return seat.isPresent();
    }

    /** Returns which channels it was on. */
    List<ChannelName> leaveAll() {
        List<Seat> left = subscriptions.leaveAll();
        left.forEach(this::stand);
        return left.stream().map(Seat::channel).toList();
    }

    private void stand(Seat seat) {
        app.leave(seat.channel(), seat);
        outbox.leave(seat);
    }

    /** Two dialects: the error event every library knows, and the one bound to the channel. */
    private void deny(String channel, Admission.Denied denied) {
        owner.tell(ServerFrame.channelError(denied.code(), denied.reason(), channel));
        owner.tell(
                ServerFrame.subscriptionError(
                        channel, denied.type(), denied.reason(), denied.status()));
    }
}
