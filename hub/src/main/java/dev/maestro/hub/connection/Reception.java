package dev.maestro.hub.connection;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.transport.Handshake;
import dev.maestro.hub.transport.Wire;
import dev.maestro.hub.transport.WireHost;
import dev.maestro.hub.transport.WireListener;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Greets new wires: finds the application, asks its rules, names the socket. */
public final class Reception implements WireHost {

    private final Map<String, App> appsByKey;
    private final ConnectionConfig config;
    private final ConnectionListener listener;
    private final Connections connections;
    private final Writers writers;
    private final Executor afterGrace;
    private final InstantSource clock;
    private final long firstHalf;

    /** Who knows one socket's name must not be able to guess another's. */
    private final SecureRandom secondHalves = new SecureRandom();

    /**
     * A reception for these applications.
     *
     * @param hubNumber the first half of every socket's name; differs from hub to hub
     */
    public Reception(
            Map<String, App> appsByKey,
            ConnectionConfig config,
            ConnectionListener listener,
            Connections connections,
            Writers writers,
            InstantSource clock,
            long hubNumber) {
        this.appsByKey = Map.copyOf(appsByKey);
        this.config = config;
        this.listener = listener;
        this.connections = connections;
        this.writers = writers;
        this.afterGrace =
                CompletableFuture.delayedExecutor(
                        config.closeGrace().toMillis(),
                        TimeUnit.MILLISECONDS,
                        Thread::startVirtualThread);
        this.clock = clock;
        this.firstHalf = hubNumber;
    }

    @Override
    public WireListener opened(Handshake handshake, Wire wire) {
        if (connections.closing()) {
            return refused(wire, CloseCode.OVER_CAPACITY, Connections.GOING_DOWN);
        }
        App app = appsByKey.get(handshake.key());
        if (app == null) {
            return refused(wire, CloseCode.APP_NOT_FOUND, CloseCode.APP_NOT_FOUND.reason());
        }
        Optional<EntryRules.Refusal> unwelcome = EntryRules.judge(app.rules(), handshake);
        if (unwelcome.isPresent()) {
            return refused(wire, unwelcome.get().code(), unwelcome.get().reason());
        }
        if (config.maxSockets() > 0 && connections.count() >= config.maxSockets()) {
            return refused(wire, CloseCode.OVER_CAPACITY, CloseCode.OVER_CAPACITY.reason());
        }
        if (!app.takePlace()) {
            return refused(wire, CloseCode.OVER_QUOTA, CloseCode.OVER_QUOTA.reason());
        }
        Connection connection =
                new Connection(
                        SocketId.of(firstHalf, secondHalves.nextLong(Long.MAX_VALUE)),
                        app,
                        config,
                        wire,
                        new Outbox(
                                wire, writers.lane(), config.outboxFrames(), config.outboxBytes()),
                        listener,
                        connections,
                        this::cutOffLater,
                        clock);
        connection.greet();
        return connection;
    }

    private WireListener refused(Wire wire, CloseCode code, String reason) {
        cutOffLater(wire);
        return new RefusedConnection(wire, code, reason);
    }

    /** A peer that does not confirm a close must not hold its connection for ever. */
    private void cutOffLater(Wire wire) {
        afterGrace.execute(wire::abort);
    }
}
