package dev.maestro.hub;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.ChannelNews;
import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.channel.Peers;
import dev.maestro.hub.cluster.Cluster;
import dev.maestro.hub.cluster.ClusterEar;
import dev.maestro.hub.cluster.ClusterStats;
import dev.maestro.hub.connection.ConnectionConfig;
import dev.maestro.hub.connection.Connections;
import dev.maestro.hub.connection.Reception;
import dev.maestro.hub.connection.Writers;
import dev.maestro.hub.rest.HubApi;
import dev.maestro.hub.transport.HttpMount;
import dev.maestro.hub.transport.Incident;
import dev.maestro.hub.transport.PathPrefix;
import dev.maestro.hub.transport.WebSocketMount;
import dev.maestro.hub.transport.Wires;
import dev.maestro.hub.webhook.Webhooks;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import io.javalin.config.JavalinConfig;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The hub. Open it, mount it on the host's server before that starts, and close it before that
 * stops. For any number of threads; no method waits for a peer, except {@link #close}.
 */
public final class Hub implements AutoCloseable {

    private static final long HEARTBEAT_MILLIS = 500;

    /** Two were slower in every figure on two cores: rounds overlap, and less gathers in each. */
    private static final int WRITERS = 1;

    private final HubConfig config;
    private final Map<String, App> appsById = new HashMap<>();
    private final Connections connections = new Connections();
    private final Wires wires = new Wires();
    private final Writers writers;
    private final ScheduledExecutorService timer;
    private final Reception reception;
    private final HubApi api;
    private final List<Webhooks> webhooks = new ArrayList<>();
    private final Optional<Cluster> cluster;

    private Hub(HubConfig config, HubListener listener, InstantSource clock) {
        this.config = config;
        long number = 1 + new SecureRandom().nextLong(1L << 40);
        Optional<Cluster.Ticket> ticket = config.cluster().map(Cluster.Ticket::new);
        Map<String, App> appsByKey = new HashMap<>();
        for (HubApp each : config.apps()) {
            AppKey key = each.key();
            Peers peers = ticket.map(it -> it.peers(key.id())).orElse(Peers.NONE);
            App app =
                    new App(key.key(), key.secret(), each.rules(), news(each, clock), peers, clock);
            appsById.put(key.id(), app);
            appsByKey.put(key.key(), app);
        }
        writers = new Writers(WRITERS);
        timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("hub-timer").factory());
        reception =
                new Reception(
                        appsByKey,
                        rules(config),
                        new HostEar(listener),
                        connections,
                        writers,
                        clock,
                        number);
        api = new HubApi(appsById, clock, config.pathPrefix());
        ClusterEar ear = new NodeEar(connections, listener);
        cluster = ticket.map(it -> it.join(number, appsById, ear));
        timer.scheduleWithFixedDelay(
                () -> beat(clock.instant()),
                HEARTBEAT_MILLIS,
                HEARTBEAT_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /** Opens a hub; its heartbeat reads the clock given here. */
    public static Hub open(HubConfig config, HubListener listener, InstantSource clock) {
        return new Hub(config, listener, clock);
    }

    /**
     * Adds {@code /app/{key}} and the signed {@code /apps/{id}/…} to the host's server, on the same
     * port as its HTTP.
     */
    public void mount(JavalinConfig javalin) {
        mount(javalin, false);
    }

    /**
     * As {@link #mount}, on a server whose own routes never wait for anything: publishes faster.
     */
    public void mountAlone(JavalinConfig javalin) {
        mount(javalin, true);
    }

    private void mount(JavalinConfig javalin, boolean alone) {
        WebSocketMount.mount(javalin, config.maxMessageBytes(), wires, reception);
        HttpMount.mount(javalin, api, alone);
        if (!config.pathPrefix().isEmpty()) {
            PathPrefix.mount(javalin, config.pathPrefix());
        }
    }

    /**
     * Queues an event for everybody on the channel and returns; a slow socket never holds it up.
     * The events of one thread reach each socket in order. An unknown {@code exceptSocket} is no
     * error; a channel whose name cannot be reaches nobody.
     *
     * @param data the text that arrives, usually JSON; it is never read here
     * @return the number of sockets it was queued for, those of other nodes included
     */
    public int publish(
            String appId,
            String channel,
            String event,
            String data,
            @Nullable SocketId exceptSocket) {
        App app = app(appId);
        return ChannelName.parse(channel, app.limits().of(Limit.CHANNEL_NAME_LENGTH))
                .map(name -> app.publish(name, event, data, exceptSocket))
                .orElse(0);
    }

    /** The sockets of this node on the channel at this moment. */
    public Set<SocketId> subscribers(String appId, String channel) {
        return app(appId).channels().subscribers(channel);
    }

    /**
     * Closes a socket; the client is told the code and its reason. Does nothing when it is gone.
     */
    public void closeSocket(SocketId socket, CloseCode code) {
        connections
                .find(socket)
                .ifPresentOrElse(
                        found -> found.close(code, code.reason()),
                        () -> cluster.ifPresent(all -> all.close(socket, code.number())));
    }

    /** Whether the socket is open now, on any node. */
    public boolean isOpen(SocketId socket) {
        return connections.find(socket).isPresent()
                || appsById.values().stream().anyMatch(app -> app.isOpenElsewhere(socket));
    }

    /**
     * Takes a socket off a channel for as long as it lives: since a signature stays valid for a
     * socket and channel, the same socket is not let in again; a client with new rights reconnects.
     * The client gets {@code pusher:subscription_error} on that channel.
     */
    public void unsubscribe(SocketId socket, String channel) {
        ChannelName.parse(channel, Integer.MAX_VALUE)
                .ifPresent(name ->
                        connections
                                .find(socket)
                                .ifPresentOrElse(
                                        found -> found.revoke(name),
                                        () ->
                                                cluster.ifPresent(
                                                        all -> all.takeOff(socket, channel))));
    }

    /** Says something to the host programs of the other nodes, who hear it in this order. */
    public void tellPeers(String text) {
        cluster.ifPresent(all -> all.tell(text));
    }

    /** The counters of the cluster; empty when this hub is alone. */
    public Optional<ClusterStats> clusterStats() {
        return cluster.map(Cluster::stats);
    }

    /** The proof, {@code KEY:SIGNATURE}, with which this socket may enter this channel. */
    public String authSignature(
            AppKey app, SocketId socket, String channel, Optional<String> channelData) {
        return new Signer(app.key(), app.secret()).channel(socket, channel, channelData).toString();
    }

    /** The counters now. */
    public HubStats stats() {
        return new HubStats(
                connections.count(),
                appsById.values().stream().mapToInt(app -> app.channels().count()).sum(),
                appsById.values().stream().mapToLong(app -> app.channels().published()).sum(),
                appsById.values().stream().mapToLong(app -> app.channels().queued()).sum(),
                connections.tooSlow(),
                webhooks.stream().mapToLong(Webhooks::lost).sum());
    }

    /**
     * Closes every socket with 4100, so that clients back off before they come again: one after
     * another over the configuration's close spread; then waits for their answers, and for those of
     * the webhooks' targets, as long as its close grace each.
     */
    @Override
    public void close() {
        connections.close(config.closeSpread(), config.closeGrace());
        wires.awaitNone(config.closeGrace());
        timer.shutdownNow();
        cluster.ifPresent(Cluster::close);
        Webhooks.close(webhooks, config.closeGrace());
        writers.close();
    }

    private App app(String id) {
        App app = appsById.get(id);
        if (app == null) {
            throw new IllegalArgumentException("the hub has no application " + id);
        }
        return app;
    }

    private ChannelNews news(HubApp app, InstantSource clock) {
        if (app.webhooks().targets().isEmpty()) {
            return ChannelNews.NONE;
        }
        AppKey key = app.key();
        Webhooks opened =
                Webhooks.open(
                        app.webhooks(), key.key(), new Signer(key.key(), key.secret()), clock);
        webhooks.add(opened);
        return opened;
    }

    /** What one part throws must not end the beat for all others and for ever. */
    private void beat(Instant now) {
        try {
            connections.heartbeat(now);
            appsById.values().forEach(app -> app.catchUp(now));
            webhooks.forEach(each -> each.tick(now));
        } catch (RuntimeException fault) {
            Incident.log("The heartbeat failed", fault);
        }
    }

    private static ConnectionConfig rules(HubConfig config) {
        return new ConnectionConfig(
                config.activityTimeout(),
                config.pongTimeout(),
                config.closeGrace(),
                config.outboxFrames(),
                config.outboxBytes(),
                config.inboxBytes(),
                config.maxSockets());
    }
}
