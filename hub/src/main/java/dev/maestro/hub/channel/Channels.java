package dev.maestro.hub.channel;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SocketId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The occupied channels of one application. For any number of threads. */
public final class Channels {

    /** To so many the publishing thread writes itself; for more the writers go round. */
    private static final int FEW = 4;

    private final ConcurrentMap<String, Audience> occupied = new ConcurrentHashMap<>();
    private final LongAdder published = new LongAdder();
    private final LongAdder queued = new LongAdder();
    private final ChannelNews news;
    private final Peers peers;
    private final OtherNodes others;

    Channels(ChannelNews news, Peers peers, OtherNodes others) {
        this.news = news;
        this.peers = peers;
        this.others = others;
    }

    /** From the moment this returns, every publish reaches the subscriber. */
    public void join(String channel, Subscriber subscriber) {
        occupied.compute(
                channel,
                (_, present) -> {
                    Audience audience = present == null ? new Audience() : present;
                    audience.add(subscriber);
                    if (present == null && others.subscriptions(channel) == 0) {
                        news.occupied(channel);
                    }
                    peers.tell(new Note.Subscribed(channel, audience.size()));
                    return audience;
                });
    }

    /** Forgets the subscriber, and the channel when it was the last one. */
    public void leave(String channel, Subscriber subscriber) {
        occupied.computeIfPresent(
                channel,
                (_, audience) -> {
                    boolean empty = audience.removeAndIsEmpty(subscriber);
                    peers.tell(new Note.Subscribed(channel, audience.size()));
                    if (!empty) {
                        return audience;
                    }
                    if (others.subscriptions(channel) == 0) {
                        news.vacated(channel);
                    }
                    return null;
                });
    }

    /**
     * Queues a frame for everybody on the channel on this node, but not for {@code except}. The
     * frame is made and encoded once, and not at all when nobody is there. Events that one thread
     * publishes reach each socket in that order.
     *
     * @return for how many it was queued
     */
    public int publish(String channel, Supplier<ServerFrame> frame, @Nullable SocketId except) {
        published.increment();
        Audience audience = occupied.get(channel);
        if (audience == null) {
            return 0;
        }
        TextMessage message = TextMessage.of(frame.get());
        Subscriber[] subscribers = audience.now();
        boolean few = subscribers.length <= FEW;
        int count = 0;
        for (Subscriber subscriber : subscribers) {
            if (except != null && except.equals(subscriber.id())) {
                continue;
            }
            if (few ? subscriber.deliverNow(message) : subscriber.deliver(message)) {
                count++;
            }
        }
        queued.add(count);
        return count;
    }

    /** The sockets of this node on the channel at one moment. */
    public Set<SocketId> subscribers(String channel) {
        Set<SocketId> ids = new LinkedHashSet<>();
        Audience audience = occupied.get(channel);
        if (audience != null) {
            for (Subscriber subscriber : audience.now()) {
                ids.add(subscriber.id());
            }
        }
        return ids;
    }

    /** How many sockets are on the channel, on all nodes. */
    public int subscriptions(String channel) {
        return subscriptionsHere(channel) + others.subscriptions(channel);
    }

    int subscriptionsHere(String channel) {
        Audience audience = occupied.get(channel);
        return audience == null ? 0 : audience.now().length;
    }

    /** The names of the channels that are occupied on any node at about this moment. */
    public Set<String> names() {
        if (others.channels().isEmpty()) {
            return Collections.unmodifiableSet(occupied.keySet());
        }
        Set<String> names = new LinkedHashSet<>(occupied.keySet());
        names.addAll(others.channels());
        return names;
    }

    /** What other nodes must know of this one's channels. */
    void describe(Peers listener) {
        occupied.forEach((channel, audience) ->
                listener.tell(new Note.Subscribed(channel, audience.size())));
    }

    /** How many channels are occupied on this node now. */
    public int count() {
        return occupied.size();
    }

    /** How many events were published since the start. */
    public long published() {
        return published.sum();
    }

    /** How many frames of those were queued for sockets. */
    public long queued() {
        return queued.sum();
    }
}
