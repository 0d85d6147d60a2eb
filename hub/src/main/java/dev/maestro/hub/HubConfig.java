package dev.maestro.hub;

import java.time.Duration;
import java.util.List;

/**
 * How the hub behaves.
 *
 * @param apps the applications, at least one, with distinct ids and keys
 * @param activityTimeout after so much silence a peer is asked for a sign of life; whole seconds
 * @param pongTimeout how long it then has before its socket is closed with 4201
 * @param closeGrace how long a closed peer has to confirm before its connection is cut
 * @param maxMessageBytes a longer message closes its socket with 1009
 * @param outboxFrames how many frames may wait for one socket; one more closes it with 4100
 * @param maxChannelNameLength longer names are refused
 * @param maxSubscriptions how many channels one socket may be on
 * @param relaysPerSecond how many client events of one socket are passed on to others in a second,
 *     by the protocol 10; 0 = any number. What the listener consumes does not count
 */
public record HubConfig(
        List<AppKey> apps,
        Duration activityTimeout,
        Duration pongTimeout,
        Duration closeGrace,
        int maxMessageBytes,
        int outboxFrames,
        int maxChannelNameLength,
        int maxSubscriptions,
        int relaysPerSecond) {

    public HubConfig {
        apps = List.copyOf(apps);
        if (apps.isEmpty()
                || apps.stream().map(AppKey::id).distinct().count() < apps.size()
                || apps.stream().map(AppKey::key).distinct().count() < apps.size()) {
            throw new IllegalArgumentException("applications need distinct ids and keys");
        }
        if (activityTimeout.toSeconds() < 1
                || !pongTimeout.isPositive()
                || !closeGrace.isPositive()) {
            throw new IllegalArgumentException("a time-out is at least a second");
        }
        if (maxMessageBytes < 1
                || outboxFrames < 1
                || maxChannelNameLength < 1
                || maxSubscriptions < 1
                || relaysPerSecond < 0) {
            throw new IllegalArgumentException("a limit is too low");
        }
    }

    /**
     * What suits most: 30 s of silence, 30 s for the answer, 16 KiB a message, 4,096 frames
     * waiting.
     */
    public static HubConfig defaults(List<AppKey> apps) {
        return new HubConfig(
                apps,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                16 * 1024,
                4096,
                200,
                1000,
                10);
    }

    /** The same with another limit for one message. */
    public HubConfig withMaxMessageBytes(int bytes) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                bytes,
                outboxFrames,
                maxChannelNameLength,
                maxSubscriptions,
                relaysPerSecond);
    }

    /** The same with another limit for the frames that wait for one socket. */
    public HubConfig withOutboxFrames(int frames) {
        return new HubConfig(
                apps,
                activityTimeout,
                pongTimeout,
                closeGrace,
                maxMessageBytes,
                frames,
                maxChannelNameLength,
                maxSubscriptions,
                relaysPerSecond);
    }
}
