package dev.maestro.hub.connection;

import dev.maestro.hub.channel.App;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.ClientFrame;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SocketId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one client sends to its channels. The host program hears it first and may keep it; only what
 * is passed on to other clients counts against the rate the protocol allows.
 */
final class ClientEvents {

    private static final int REFUSED = 4301;
    private static final int MAX_NAME_LENGTH = 200;

    private final App app;
    private final ConnectionListener listener;
    private final RateLimit rate;
    private final InstantSource clock;

    ClientEvents(App app, ConnectionListener listener, int relaysPerSecond, InstantSource clock) {
        this.app = app;
        this.listener = listener;
        this.rate = new RateLimit(relaysPerSecond);
        this.clock = clock;
    }

    /**
     * Hears an event; what it returns is the complaint to send back. Never called by two threads.
     */
    Optional<ServerFrame> hear(
            ClientFrame.ClientEvent event, Subscriptions subscriptions, SocketId sender) {
        Optional<ChannelName> channel = subscriptions.find(event.channel()).map(Seat::channel);
        if (channel.isEmpty()) {
            return Optional.of(
                    ServerFrame.error(
                            OptionalInt.empty(),
                            "Cannot broadcast client event (connection not subscribed to channel "
                                    + event.channel()
                                    + ")"));
        }
        if (!(channel.get() instanceof ChannelName.Private room)) {
            return refused("Client events are accepted on private channels only.", event);
        }
        if (event.name().length() > MAX_NAME_LENGTH) {
            return refused("The event name is longer than 200 characters.", event);
        }
        if (!listener.relays(sender, room, event.name(), event.data())) {
            return Optional.empty();
        }
        if (!rate.allows(clock.instant())) {
            return refused("The rate limit for sending client events exceeded the quota.", event);
        }
        app.channels()
                .publish(
                        room.value(),
                        () -> ServerFrame.clientEvent(room.value(), event.name(), event.rawData()),
                        sender);
        return Optional.empty();
    }

    private static Optional<ServerFrame> refused(String why, ClientFrame.ClientEvent event) {
        return Optional.of(ServerFrame.channelError(REFUSED, why, event.channel()));
    }
}
