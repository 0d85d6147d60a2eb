package dev.maestro.hub.channel;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SignedUser;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One application: its rules, signatures, channels and users. For any number of threads.
 *
 * <p>On presence and cache channels entering, leaving and publishing happen one at a time, so that
 * a newcomer hears of each other member and of the newest event exactly once.
 */
public final class App {

    private static final int PRESENCE_FULL = 4100;

    private final AppRules rules;
    private final Signer signer;
    private final Doorkeeper doorkeeper;
    private final ChannelNews news;
    private final InstantSource clock;
    private final Channels channels;
    private final ChannelLocks locks = new ChannelLocks();
    private final Presence presence = new Presence();
    private final EventCache cache;
    private final SubscriptionCounts counts;
    private final Users users = new Users();
    private final AtomicInteger sockets = new AtomicInteger();

    /** An application without any subscriber yet. */
    public App(String key, String secret, AppRules rules, ChannelNews news, InstantSource clock) {
        this.rules = rules;
        this.signer = new Signer(key, secret);
        this.doorkeeper = new Doorkeeper(signer, rules.limits());
        this.news = news;
        this.clock = clock;
        this.channels = new Channels(news);
        this.cache =
                new EventCache(rules.cacheFor(), rules.limits().of(Limit.CACHED_CHANNELS), clock);
        this.counts = new SubscriptionCounts(channels::subscriptions, this::tellCount);
    }

    public AppRules rules() {
        return rules;
    }

    public Limits limits() {
        return rules.limits();
    }

    /** Its channels; those of other applications are others, even with the same name. */
    public Channels channels() {
        return channels;
    }

    /** Makes and checks its signatures. */
    public Signer signer() {
        return signer;
    }

    /** Its signed-in users. */
    public Users users() {
        return users;
    }

    /** Takes a place for one socket, when there is one. */
    public boolean takePlace() {
        if (limits().exceeds(Limit.CONNECTIONS, sockets.incrementAndGet())) {
            sockets.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a socket's place back. */
    public void freePlace() {
        sockets.decrementAndGet();
    }

    /** How many sockets have a place. */
    public int sockets() {
        return sockets.get();
    }

    /** Whether the socket may enter, and as whom. */
    public Admission admit(
            SocketId socket,
            Optional<SignedUser> user,
            ChannelName channel,
            String auth,
            Optional<String> channelData) {
        return doorkeeper.admit(socket, user, channel, auth, channelData);
    }

    /** Lets an admitted subscriber in, unless a presence channel is full. */
    public Optional<Admission.Denied> enter(ChannelName channel, Subscriber subscriber) {
        String name = channel.value();
        if (isOrdered(channel)) {
            synchronized (locks.of(name)) {
                Optional<Member> member = subscriber.member();
                if (member.isPresent() && isFull(name, member.get())) {
                    return Optional.of(
                            Admission.Denied.tooMuch("The channel is full.", PRESENCE_FULL));
                }
                boolean first = member.isPresent() && presence.add(name, member.get());
                subscriber.enter(() -> channels.join(name, subscriber), firstWords(channel));
                if (first) {
                    announce(name, member.get(), subscriber.id());
                }
            }
        } else {
            subscriber.enter(() -> channels.join(name, subscriber), firstWords(channel));
        }
        countAgain(channel);
        return Optional.empty();
    }

    /** Lets a subscriber out. */
    public void leave(ChannelName channel, Subscriber subscriber) {
        String name = channel.value();
        if (subscriber.member().isPresent()) {
            synchronized (locks.of(name)) {
                channels.leave(name, subscriber);
                presence.remove(name, subscriber.member().get())
                        .ifPresent(member -> {
                            channels.publish(
                                    name, () -> ServerFrame.memberRemoved(name, member), null);
                            news.memberRemoved(name, member);
                        });
            }
        } else {
            channels.leave(name, subscriber);
        }
        countAgain(channel);
    }

    /** What a subscriber is told who enters, or asks again. */
    public ServerFrame welcome(ChannelName channel) {
        return channel instanceof ChannelName.Presence
                ? ServerFrame.presenceSucceeded(channel.value(), presence.members(channel.value()))
                : ServerFrame.subscriptionSucceeded(channel.value());
    }

    /** Publishes the application's own event; a cache channel remembers it. */
    public int publish(ChannelName channel, String event, String data, @Nullable SocketId except) {
        String name = channel.value();
        if (!channel.cached()) {
            return channels.publish(name, () -> ServerFrame.event(name, event, data), except);
        }
        synchronized (locks.of(name)) {
            cache.put(name, event, data);
            return channels.publish(name, () -> ServerFrame.event(name, event, data), except);
        }
    }

    /** Passes a client's event on to the others; never remembered. */
    public void relay(
            String channel, String event, String rawData, SocketId from, Optional<Member> sender) {
        channels.publish(
                channel, () -> ServerFrame.clientEvent(channel, event, rawData, sender), from);
        news.clientEvent(channel, event, rawData, from, sender);
    }

    /** The users on a presence channel. */
    public List<Member> members(String channel) {
        return presence.members(channel);
    }

    /** How many users are on a presence channel. */
    public int memberCount(String channel) {
        return presence.count(channel);
    }

    /** The event a cache channel remembers. */
    public Optional<CachedEvent> cached(String channel) {
        return cache.find(channel);
    }

    /** Says what had to wait; called now and then. */
    public void catchUp(Instant now) {
        counts.catchUp(now);
    }

    private static boolean isOrdered(ChannelName channel) {
        return channel.cached() || channel instanceof ChannelName.Presence;
    }

    private boolean isFull(String channel, Member member) {
        return !presence.has(channel, member)
                && limits().exceeds(Limit.PRESENCE_MEMBERS, presence.count(channel) + 1);
    }

    private List<TextMessage> firstWords(ChannelName channel) {
        List<TextMessage> words = new ArrayList<>(2);
        words.add(TextMessage.of(welcome(channel)));
        if (channel.cached()) {
            words.add(TextMessage.of(lastEvent(channel.value())));
        }
        return words;
    }

    private ServerFrame lastEvent(String channel) {
        return cache.find(channel)
                .map(last -> ServerFrame.event(channel, last.event(), last.data()))
                .orElseGet(() -> {
                    news.cacheMiss(channel);
                    return ServerFrame.cacheMiss(channel);
                });
    }

    private void announce(String channel, Member member, SocketId newcomer) {
        channels.publish(channel, () -> ServerFrame.memberAdded(channel, member), newcomer);
        news.memberAdded(channel, member);
    }

    private void countAgain(ChannelName channel) {
        if (rules.has(Feature.SUBSCRIPTION_COUNTS) && !(channel instanceof ChannelName.Presence)) {
            counts.changed(channel.value(), clock.instant());
        }
    }

    private void tellCount(String channel, int count) {
        channels.publish(channel, () -> ServerFrame.subscriptionCount(channel, count), null);
        news.subscriptionCount(channel, count);
    }
}
