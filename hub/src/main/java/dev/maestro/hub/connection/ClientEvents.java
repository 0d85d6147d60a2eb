package dev.maestro.hub.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.channel.Limit;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.ClientFrame;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SocketId;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one client sends to its channels. The host program hears it first and may keep it; only what
 * is passed on to other clients must keep to the application's rules for size and rate.
 */
final class ClientEvents {

    private static final int REFUSED = 4301;

    private final App app;
    private final ConnectionListener listener;
    private final RateLimit rate;
    private final InstantSource clock;

    ClientEvents(App app, ConnectionListener listener, InstantSource clock) {
        this.app = app;
        this.listener = listener;
        this.rate = new RateLimit(app.limits().of(Limit.CLIENT_EVENTS_PER_SECOND));
        this.clock = clock;
    }

    /**
     * Hears an event; what it returns is the complaint to send back. Never called by two threads.
     */
    Optional<ServerFrame> hear(
            ClientFrame.ClientEvent event, Subscriptions subscriptions, SocketId sender) {
        Optional<Seat> seat = subscriptions.find(event.channel());
        if (seat.isEmpty()) {
            return Optional.of(
                    ServerFrame.error(
                            OptionalInt.empty(),
                            "Cannot broadcast client event (connection not subscribed to channel "
                                    + event.channel()
                                    + ")"));
        }
        ChannelName channel = seat.get().channel();
        if (!(channel instanceof ChannelName.Private || channel instanceof ChannelName.Presence)) {
            return refused("Client events are accepted on private and presence channels.", event);
        }
        if (!app.rules().has(Feature.CLIENT_EVENTS)) {
            return refused("The app does not have client messaging enabled.", event);
        }
        if (app.limits().exceeds(Limit.EVENT_NAME_LENGTH, event.name().length())) {
            return refused(
                    "The event name is longer than %d characters."
                            .formatted(app.limits().of(Limit.EVENT_NAME_LENGTH)),
                    event);
        }
        return listener.relays(sender, channel, event.name(), event.data())
                ? relay(event, seat.get())
                : Optional.empty();
    }

    private Optional<ServerFrame> relay(ClientFrame.ClientEvent event, Seat seat) {
        if (isTooLong(event.rawData())) {
            return refused(
                    "The event data is longer than %d bytes."
                            .formatted(app.limits().of(Limit.PAYLOAD_BYTES)),
                    event);
        }
        if (!rate.allows(clock.instant())) {
            return refused("The rate limit for sending client events exceeded the quota.", event);
        }
        app.relay(event.channel(), event.name(), event.rawData(), seat.id(), seat.member());
        return Optional.empty();
    }

    /** Most events are so short that their bytes need not be counted. */
    private boolean isTooLong(String data) {
        int most = app.limits().of(Limit.PAYLOAD_BYTES);
        return data.length() > most
                || data.length() > most / 3 && data.getBytes(UTF_8).length > most;
    }

    private static Optional<ServerFrame> refused(String why, ClientFrame.ClientEvent event) {
        return Optional.of(ServerFrame.channelError(REFUSED, why, event.channel()));
    }
}
