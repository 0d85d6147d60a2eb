package dev.maestro.hub;

import dev.maestro.hub.cluster.ClusterConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the hub behaves.
 *
 * @param apps the applications, at least one, with distinct ids and keys
 * @param activityTimeout after so much silence a peer is asked for a sign of life; whole seconds
 * @param pongTimeout how long it then has before its socket is closed with 4201
 * @param closeGrace how long a closed peer has to confirm before its connection is cut
 * @param closeSpread over how long the sockets are closed when the hub ends, so that not all come
 *     back at once; zero = all at once
 * @param maxMessageBytes a longer message closes its socket with 1009
 * @param outboxFrames how many frames may wait for one socket; one more closes it with 4100
 * @param outboxBytes how many bytes of frames may wait for one socket; more close it with 4100
 * @param inboxBytes when so many bytes of one socket were read and not yet heard, it is read no
 *     further for a while
 * @param maxSockets how many sockets there may be; one more is closed with 4100; 0 = any number
 * @param pathPrefix what stands before {@code /app} and {@code /apps} in addresses; may be empty
 * @param cluster how to reach the other nodes; empty = alone
 */
public record HubConfig(
        List<HubApp> apps,
        Duration activityTimeout,
        Duration pongTimeout,
        Duration closeGrace,
        Duration closeSpread,
        int maxMessageBytes,
        int outboxFrames,
        int outboxBytes,
        int inboxBytes,
        int maxSockets,
        String pathPrefix,
        Optional<ClusterConfig> cluster) {

    public HubConfig {
        apps = List.copyOf(apps);
        if (apps.isEmpty()
                || apps.stream().map(app -> app.key().id()).distinct().count() < apps.size()
                || apps.stream().map(app -> app.key().key()).distinct().count() < apps.size()) {
            throw new IllegalArgumentException("applications need distinct ids and keys");
        }
        if (activityTimeout.toSeconds() < 1
                || !pongTimeout.isPositive()
                || !closeGrace.isPositive()
                || closeSpread.isNegative()) {
            throw new IllegalArgumentException("a time-out is at least a second");
        }
        if (maxMessageBytes < 1
                || outboxFrames < 1
                || outboxBytes < 1
                || inboxBytes < 1
                || maxSockets < 0) {
            throw new IllegalArgumentException("a limit is too low");
        }
        if (!pathPrefix.matches("(/[A-Za-z0-9._~-]+)*")) {
            throw new IllegalArgumentException("not a path prefix: " + pathPrefix);
        }
    }

    /**
     * What suits most: 30 s of silence, 30 s for the answer, 16 KiB a message, 4,096 frames or 4
     * MiB waiting to be sent, 2 MiB to be heard.
     */
    public static HubConfig defaults(List<AppKey> apps) {
        return of(apps.stream().map(HubApp::usual).toList());
    }

    /** The same for applications with rules of their own. */
    public static HubConfig of(List<HubApp> apps) {
        return new HubConfig(
                apps,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ZERO,
                16 * 1024,
                4096,
                4 * 1024 * 1024,
                2 * 1024 * 1024,
                0,
                "",
                Optional.empty());
    }

    /** The same with another limit for one message. */
    public HubConfig withMaxMessageBytes(int bytes) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                closeSpread,
                bytes,
                outboxFrames,
                outboxBytes,
                inboxBytes,
                maxSockets,
                pathPrefix,
                cluster);
    }

    /** The same with another limit for the frames that wait for one socket. */
    public HubConfig withOutboxFrames(int frames) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                closeSpread,
                maxMessageBytes,
                frames,
                outboxBytes,
                inboxBytes,
                maxSockets,
                pathPrefix,
                cluster);
    }

    /** The same with another limit for the bytes that wait for one socket. */
    public HubConfig withOutboxBytes(int bytes) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                closeSpread,
                maxMessageBytes,
                outboxFrames,
                bytes,
                inboxBytes,
                maxSockets,
                pathPrefix,
                cluster);
    }

    /** The same with another limit for what one socket said and nobody has heard yet. */
    public HubConfig withInboxBytes(int bytes) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                closeSpread,
                maxMessageBytes,
                outboxFrames,
                outboxBytes,
                bytes,
                maxSockets,
                pathPrefix,
                cluster);
    }

    /** The same with other time-outs: of silence, and of the answer to the question after it. */
    public HubConfig withTimeouts(Duration activity, Duration pong) {
        return new HubConfig(
                apps,
                activity,
                pong,
                closeGrace,
                closeSpread,
                maxMessageBytes,
                outboxFrames,
                outboxBytes,
                inboxBytes,
                maxSockets,
                pathPrefix,
                cluster);
    }

    /** The same as one of several nodes. */
    public HubConfig withCluster(ClusterConfig config) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                closeSpread,
                maxMessageBytes,
                outboxFrames,
                outboxBytes,
                inboxBytes,
                maxSockets,
                pathPrefix,
                Optional.of(config));
    }
}
