package dev.maestro.hub.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.hub.channel.Admission;
import dev.maestro.hub.channel.App;
import dev.maestro.hub.transport.TextMessage;
import dev.maestro.hub.transport.Wire;
import dev.maestro.hub.transport.WireListener;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.ClientFrame;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SocketId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One client's socket, from its greeting to its end. For any number of threads. */
public final class Connection implements WireListener {

    private static final TextMessage PING = TextMessage.of(ServerFrame.ping());
    private static final TextMessage PONG = TextMessage.of(ServerFrame.pong());

    private final SocketId id;
    private final App app;
    private final ConnectionConfig config;
    private final Wire wire;
    private final Outbox outbox;
    private final Inbox inbox;
    private final ConnectionListener listener;
    private final Connections connections;
    private final Consumer<Wire> cutOffLater;
    private final InstantSource clock;
    private final Subscriptions subscriptions;
    private final ClientEvents clientEvents;
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile Instant lastSeen;
    private volatile Instant pinged;

    Connection(
            SocketId id,
            App app,
            ConnectionConfig config,
            Wire wire,
            Outbox outbox,
            ConnectionListener listener,
            Connections connections,
            Consumer<Wire> cutOffLater,
            InstantSource clock) {
        this.id = id;
        this.app = app;
        this.config = config;
        this.wire = wire;
        this.outbox = outbox;
        this.inbox = new Inbox("hub-socket-" + id, wire::readMore);
        this.listener = listener;
        this.connections = connections;
        this.cutOffLater = cutOffLater;
        this.clock = clock;
        this.subscriptions = new Subscriptions(config.maxSubscriptions());
        this.clientEvents = new ClientEvents(app, listener, config.relaysPerSecond(), clock);
        this.lastSeen = clock.instant();
        this.pinged = Instant.MIN;
    }

    /**
     * Says the first word; nothing is sent before it. The connection is known before that, since
     * who has read its name may ask for it at once.
     */
    void greet() {
        boolean welcome = connections.add(this);
        send(ServerFrame.connectionEstablished(id, config.activityTimeout()));
        if (!welcome) {
            close(CloseCode.OVER_CAPACITY, Connections.GOING_DOWN);
        }
    }

    /** Its name. */
    public SocketId id() {
        return id;
    }

    /** Queues a channel's message for one of this connection's seats. */
    boolean deliver(Seat seat, TextMessage message) {
        return queued(outbox.offerTo(seat, message));
    }

    /** As {@link #deliver}, written by the calling thread when nothing else waits. */
    boolean deliverNow(Seat seat, TextMessage message) {
        return queued(outbox.offerNowTo(seat, message));
    }

    /** Says why, then closes with the same code; what was queued before is still sent. */
    public void close(CloseCode code, String reason) {
        if (closing.compareAndSet(false, true)) {
            farewell(false, code, reason);
        }
    }

    /**
     * Ends one subscription for good: the signature that opened the channel opens it no more on
     * this socket, and the client hears of it.
     */
    public void revoke(ChannelName channel) {
        subscriptions
                .revoke(channel.value())
                .ifPresent(seat -> {
                    stand(seat);
                    send(
                            ServerFrame.subscriptionError(
                                    channel.value(),
                                    "AuthError",
                                    "The subscription was revoked.",
                                    401));
                    inbox.add(() -> listener.unsubscribed(id, channel));
                });
    }

    void abort() {
        wire.abort();
    }

    @Override
    public void alive() {
        lastSeen = clock.instant();
    }

    @Override
    public void message(String text) {
        inbox.add(() -> hear(text));
    }

    /** Some libraries send their texts as bytes. */
    @Override
    public void binary(byte[] message) {
        message(new String(message, UTF_8));
    }

    @Override
    public boolean wantsMore() {
        return inbox.hasRoom();
    }

    @Override
    public void closed() {
        outbox.end();
        connections.remove(this);
        inbox.add(this::leaveEverything);
    }

    /**
     * Any frame is a sign of life, WebSocket control frames too: a client that is busy receiving
     * never pings, and some answer only the library's own pings. So both kinds of ping are sent.
     */
    void heartbeat(Instant now) {
        Instant seen = lastSeen;
        if (Duration.between(seen, now).compareTo(config.activityTimeout()) < 0) {
            return;
        }
        if (!pinged.isAfter(seen)) {
            pinged = now;
            wire.ping();
            send(PING);
        } else if (Duration.between(pinged, now).compareTo(config.pongTimeout()) >= 0) {
            close(CloseCode.NO_PONG, CloseCode.NO_PONG.reason());
        }
    }

    private void hear(String text) {
        if (closing.get()) {
            return;
        }
        switch (ClientFrame.parse(text)) {
            case ClientFrame.Ping _ -> send(PONG);
            case ClientFrame.Pong _ -> {}
            case ClientFrame.Subscribe wish -> subscribe(wish);
            case ClientFrame.Unsubscribe wish -> unsubscribe(wish.channel());
            case ClientFrame.ClientEvent event ->
                    clientEvents.hear(event, subscriptions, id).ifPresent(this::send);
            case ClientFrame.SignIn _ -> error("Signing in is not offered by this server.");
            case ClientFrame.Unsupported(String event) -> unsupported(event);
            case ClientFrame.Malformed(String reason) -> error(reason);
        }
    }

    private void subscribe(ClientFrame.Subscribe wish) {
        ChannelName.parse(wish.channel(), config.maxChannelNameLength())
                .ifPresentOrElse(
                        channel -> enter(channel, wish),
                        () ->
                                deny(
                                        wish.channel(),
                                        new Admission.Denied(
                                                "InvalidChannel", "Invalid channel name.", 400)));
    }

    private void enter(ChannelName channel, ClientFrame.Subscribe wish) {
        switch (app.admit(id, channel, wish.auth(), wish.channelData())) {
            case Admission.Denied denied -> deny(channel.value(), denied);
            case Admission.Admitted _ -> {
                Seat seat = new Seat(channel, this);
                switch (subscriptions.enter(seat, () -> sit(seat))) {
                    case ENTERED -> listener.subscribed(id, channel);
                    case ALREADY_THERE -> send(ServerFrame.subscriptionSucceeded(channel.value()));
                    case REVOKED ->
                            deny(
                                    channel.value(),
                                    new Admission.Denied(
                                            "AuthError", "The subscription was revoked.", 401));
                    case TOO_MANY ->
                            deny(
                                    channel.value(),
                                    new Admission.Denied(
                                            "LimitReached", "Too many subscriptions.", 429));
                }
            }
        }
    }

    /**
     * An event published meanwhile reaches the client only behind the word that it is subscribed.
     */
    private void sit(Seat seat) {
        String channel = seat.channel().value();
        TextMessage welcome = TextMessage.of(ServerFrame.subscriptionSucceeded(channel));
        queued(outbox.offerAfter(() -> app.channels().join(channel, seat), welcome));
    }

    private void stand(Seat seat) {
        app.channels().leave(seat.channel().value(), seat);
        outbox.leave(seat);
    }

    /** Two dialects: the error event every library knows, and the one bound to the channel. */
    private void deny(String channel, Admission.Denied denied) {
        send(ServerFrame.channelError(CloseCode.UNAUTHORIZED.number(), denied.reason(), channel));
        send(
                ServerFrame.subscriptionError(
                        channel, denied.type(), denied.reason(), denied.status()));
    }

    private void unsubscribe(String name) {
        subscriptions
                .leave(name)
                .ifPresent(seat -> {
                    stand(seat);
                    listener.unsubscribed(id, seat.channel());
                });
    }

    private void leaveEverything() {
        for (Seat seat : subscriptions.leaveAll()) {
            stand(seat);
            listener.unsubscribed(id, seat.channel());
        }
        listener.disconnected(id);
    }

    /** Events of no known kind are ignored, as other servers do; ours alone would be a mistake. */
    private void unsupported(String event) {
        if (event.startsWith("pusher:")) {
            error("Unsupported event received on socket: " + event);
        }
    }

    private void error(String message) {
        send(ServerFrame.error(OptionalInt.empty(), message));
    }

    private void send(ServerFrame frame) {
        send(TextMessage.of(frame));
    }

    private void send(TextMessage message) {
        queued(outbox.offerNow(message));
    }

    private boolean queued(Outbox.Offer offer) {
        if (offer == Outbox.Offer.FULL) {
            tooSlow();
        }
        return offer == Outbox.Offer.QUEUED;
    }

    private void tooSlow() {
        if (closing.compareAndSet(false, true)) {
            connections.countTooSlow();
            farewell(true, CloseCode.OVER_CAPACITY, "This connection reads too slowly");
        }
    }

    private void farewell(boolean dropWaiting, CloseCode code, String reason) {
        ServerFrame error = ServerFrame.error(OptionalInt.of(code.number()), reason);
        outbox.close(dropWaiting, TextMessage.of(error), code.number(), reason);
        cutOffLater.accept(wire);
    }
}
