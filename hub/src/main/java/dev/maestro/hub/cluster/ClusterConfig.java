package dev.maestro.hub.cluster;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How this node reaches the others.
 *
 * @param redis {@code redis://[user:password@]host[:port][/database]}; {@code rediss} for TLS
 * @param prefix stands before the names of everything in Redis: clusters with different prefixes
 *     never meet
 * @param beat how often each node says that it lives
 * @param silence after so long without a word a node counts as dead
 * @param queueBytes how much may wait for Redis; what does not fit is dropped and counted
 */
public record ClusterConfig(
        URI redis, String prefix, Duration beat, Duration silence, int queueBytes) {

    private static final Duration BEAT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final int QUEUE_BYTES = 16 * 1024 * 1024;

    public ClusterConfig {
        if (!List.of("redis", "rediss").contains(String.valueOf(redis.getScheme()))
                || redis.getHost() == null) {
            throw new IllegalArgumentException(
                    "not the address of a Redis, redis://host:port/database");
        }
        if (!prefix.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("not a prefix for names in Redis: " + prefix);
        }
        if (!beat.isPositive() || silence.compareTo(beat.multipliedBy(2)) < 0 || queueBytes < 1) {
            throw new IllegalArgumentException("a node may be silent for at least two beats");
        }
    }

    /** A beat a second, dead after five. */
    public static ClusterConfig of(URI redis, String prefix) {
        return new ClusterConfig(redis, prefix, BEAT, SILENCE, QUEUE_BYTES);
    }

    /** The same with other times. */
    public ClusterConfig withTimes(Duration otherBeat, Duration otherSilence) {
        return new ClusterConfig(redis, prefix, otherBeat, otherSilence, queueBytes);
    }

    /** The same with another limit for what waits. */
    public ClusterConfig withQueueBytes(int bytes) {
        return new ClusterConfig(redis, prefix, beat, silence, bytes);
    }

    /** Never shows a password. */
    @Override
    public String toString() {
        return "ClusterConfig[redis=%s:%d, prefix=%s]"
                .formatted(redis.getHost(), redis.getPort(), prefix);
    }
}
