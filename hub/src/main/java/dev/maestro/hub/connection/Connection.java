package dev.maestro.hub.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.channel.SignedIn;
import dev.maestro.hub.transport.Incident;
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
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One client's socket, from its greeting to its end. For any number of threads. */
public final class Connection implements WireListener, SignedIn {

    private static final int RATE_EXCEEDED = 4301;
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
    private final Turnstile turnstile;
    private final SignIn signIn;
    private final ClientEvents clientEvents;
    private final RateLimit rate;
    private final Instant opened;
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
        this.inbox =
                new Inbox(
                        "hub-socket-" + id,
                        config.inboxBytes(),
                        wire::readMore,
                        this::hear,
                        this::fault);
        this.listener = listener;
        this.connections = connections;
        this.cutOffLater = cutOffLater;
        this.clock = clock;
        this.turnstile = new Turnstile(this, app, outbox, listener);
        this.signIn = new SignIn(this, app);
        this.clientEvents = new ClientEvents(app, listener, clock);
        this.rate = new RateLimit(app.limits().of(Limit.MESSAGES_PER_SECOND));
        this.opened = clock.instant();
        this.lastSeen = opened;
        this.pinged = Instant.MIN;
    }

    /**
     * Says the first word; nothing is sent before it. The connection is known before that, since
     * who has read its name may ask for it at once.
     */
    void greet() {
        boolean welcome = connections.add(this);
        app.opened(id);
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

    /** Joins a channel and queues the first words in one step, under the outbox's lock. */
    void enter(Runnable join, List<TextMessage> firstWords) {
        int last = firstWords.size() - 1;
        Runnable joinAndSpeak =
                () -> {
                    join.run();
                    firstWords.subList(0, last).forEach(word -> queued(outbox.offer(word)));
                };
        queued(outbox.offerAfter(joinAndSpeak, firstWords.get(last)));
    }

    @Override
    public void tell(ServerFrame frame) {
        send(frame);
    }

    @Override
    public void terminate() {
        close(CloseCode.UNAUTHORIZED, "You got disconnected by the app.");
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
        if (turnstile.revoke(channel)) {
            send(
                    ServerFrame.subscriptionError(
                            channel.value(), "AuthError", "The subscription was revoked.", 401));
            inbox.add(() -> listener.unsubscribed(id, channel));
        }
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
        inbox.hear(text);
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
        app.gone(id);
        inbox.add(this::leaveEverything);
        inbox.add(connections::left);
    }

    /**
     * Any frame is a sign of life, WebSocket control frames too: a client that is busy receiving
     * never pings, and some answer only the library's own pings. So both kinds of ping are sent.
     */
    void heartbeat(Instant now) {
        if (isUnauthorizedFor(Duration.between(opened, now))) {
            close(CloseCode.UNAUTHORIZED, "Connection not authorized within timeout.");
            return;
        }
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

    private boolean isUnauthorizedFor(Duration time) {
        Duration most = app.rules().signInWithin();
        return most.isPositive()
                && time.compareTo(most) >= 0
                && signIn.user().isEmpty()
                && !turnstile.subscriptions().isOnAuthorized();
    }

    private void hear(String text) {
        if (closing.get()) {
            return;
        }
        if (!rate.allows(clock.instant())) {
            send(ServerFrame.error(OptionalInt.of(RATE_EXCEEDED), "Rate limit exceeded"));
            return;
        }
        switch (ClientFrame.parse(text)) {
            case ClientFrame.Ping _ -> send(PONG);
            case ClientFrame.Pong _ -> {}
            case ClientFrame.Subscribe wish -> turnstile.enter(wish, signIn.user());
            case ClientFrame.Unsubscribe wish -> turnstile.leave(wish.channel());
            case ClientFrame.ClientEvent event ->
                    clientEvents.hear(event, turnstile.subscriptions(), id).ifPresent(this::send);
            case ClientFrame.SignIn wish -> signIn.hear(wish);
            case ClientFrame.Unsupported(String event) -> unsupported(event);
            case ClientFrame.Malformed(String reason) -> error(reason);
        }
    }

    /** A host that trips over one of these still hears the others. */
    private void leaveEverything() {
        signIn.end();
        for (ChannelName left : turnstile.leaveAll()) {
            inbox.add(() -> listener.unsubscribed(id, left));
        }
        inbox.add(() -> listener.disconnected(id));
    }

    /** The fault is ours: the client learns a name for it, and goes on. */
    private void fault(Throwable thrown) {
        String incident = Incident.log("A message on socket " + id + " failed", thrown);
        send(
                ServerFrame.error(
                        OptionalInt.of(CloseCode.RECONNECT_NOW.number()),
                        "This is our fault (incident " + incident + ")"));
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
