package dev.maestro.hub.connection;

import dev.maestro.protocol.pusher.ChannelName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels one socket is on. For any number of threads. */
final class Subscriptions {

    /** What became of a wish to enter. */
    enum Entry {
        ENTERED,
        ALREADY_THERE,
        REVOKED,
        TOO_MANY
    }

    private final int max;
    private final Map<String, ChannelName> channels = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    Subscriptions(int max) {
        this.max = max;
    }

    /** Enters; {@code join} runs before any revocation can come between. */
    synchronized Entry enter(ChannelName channel, Runnable join) {
        if (revoked.contains(channel.value())) {
            return Entry.REVOKED;
        }
        if (channels.containsKey(channel.value())) {
            return Entry.ALREADY_THERE;
        }
        if (channels.size() >= max) {
            return Entry.TOO_MANY;
        }
        channels.put(channel.value(), channel);
        join.run();
        return Entry.ENTERED;
    }

    synchronized Optional<ChannelName> find(String channel) {
        return Optional.ofNullable(channels.get(channel));
    }

    synchronized Optional<ChannelName> leave(String channel) {
        return Optional.ofNullable(channels.remove(channel));
    }

    /** Leaves and stays out; returns whether the socket was there. */
    synchronized boolean revoke(ChannelName channel) {
        revoked.add(channel.value());
        return channels.remove(channel.value()) != null;
    }

    synchronized List<ChannelName> leaveAll() {
        List<ChannelName> left = List.copyOf(channels.values());
        channels.clear();
        return left;
    }
}
