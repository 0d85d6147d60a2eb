package dev.maestro.hub.channel;

import dev.maestro.hub.transport.TextMessage;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SignedUser;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.pusher.SocketId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Peers peers;
    private final InstantSource clock;
    private final Channels channels;
    private final ChannelLocks locks = new ChannelLocks();
    private final Presence presence = new Presence();
    private final EventCache cache;
    private final SubscriptionCounts counts;
    private final Users users;
    private final OtherNodes others = new OtherNodes();
    private final AtomicInteger sockets = new AtomicInteger();
    private final Set<SocketId> open = ConcurrentHashMap.newKeySet();

    /** An application without any subscriber yet. */
    public App(
            String key,
            String secret,
            AppRules rules,
            ChannelNews news,
            Peers peers,
            InstantSource clock) {
        this.rules = rules;
        this.signer = new Signer(key, secret);
        this.doorkeeper = new Doorkeeper(signer, rules.limits());
        this.news = news;
        this.peers = peers;
        this.clock = clock;
        this.users = new Users(peers);
        this.channels = new Channels(news, peers, others);
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
        if (limits().exceeds(Limit.CONNECTIONS, sockets.incrementAndGet() + others.sockets())) {
            sockets.decrementAndGet();
            return false;
        }
        return true;
    }

    /** The socket that took a place has this name. */
    public void opened(SocketId socket) {
        if (peers != Peers.NONE) {
            open.add(socket);
            peers.tell(new Note.Opened(socket));
        }
    }

    /** The socket is gone and gives its place back. */
    public void gone(SocketId socket) {
        sockets.decrementAndGet();
        if (open.remove(socket)) {
            peers.tell(new Note.Gone(socket));
        }
    }

    /** How many sockets have a place, on all nodes. */
    public int sockets() {
        return sockets.get() + others.sockets();
    }

    /** Whether another node has this socket. */
    public boolean isOpenElsewhere(SocketId socket) {
        return others.isOpen(socket);
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
                Roster.Edge edge =
                        member.isPresent() ? presence.add(name, member.get()) : Roster.Edge.NONE;
                subscriber.enter(() -> channels.join(name, subscriber), firstWords(channel));
                if (edge != Roster.Edge.NONE) {
                    peers.tell(new Note.Came(name, member.orElseThrow()));
                }
                if (edge == Roster.Edge.ANYWHERE) {
                    announce(name, member.orElseThrow(), subscriber.id());
                    news.memberAdded(name, member.orElseThrow());
                }
            }
        } else {
            subscriber.enter(() -> channels.join(name, subscriber), firstWords(channel));
        }
        countAgain(channel, true);
        return Optional.empty();
    }

    /** Lets a subscriber out. */
    public void leave(ChannelName channel, Subscriber subscriber) {
        String name = channel.value();
        if (subscriber.member().isPresent()) {
            synchronized (locks.of(name)) {
                channels.leave(name, subscriber);
                Member leaving = subscriber.member().get();
                Member member = presence.find(name, leaving).orElse(leaving);
                Roster.Edge edge = presence.remove(name, leaving);
                if (edge != Roster.Edge.NONE) {
                    peers.tell(new Note.Went(name, member));
                }
                if (edge == Roster.Edge.ANYWHERE) {
                    bidFarewell(name, member);
                    news.memberRemoved(name, member);
                }
            }
        } else {
            channels.leave(name, subscriber);
        }
        countAgain(channel, true);
    }

    /** What a subscriber is told who enters, or asks again. */
    public ServerFrame welcome(ChannelName channel) {
        return channel instanceof ChannelName.Presence
                ? ServerFrame.presenceSucceeded(channel.value(), presence.members(channel.value()))
                : ServerFrame.subscriptionSucceeded(channel.value());
    }

    /**
     * Publishes the application's own event; a cache channel remembers it.
     *
     * @return for how many sockets it was queued here, and how many are on the channel elsewhere
     */
    public int publish(ChannelName channel, String event, String data, @Nullable SocketId except) {
        Note.Event note =
                new Note.Event(
                        channel.value(),
                        event,
                        data,
                        channel.cached(),
                        Optional.ofNullable(except));
        return publishHere(note, peers) + others.subscriptions(channel.value());
    }

    /** Passes a client's event on to the others; never remembered. */
    public void relay(
            String channel, String event, String rawData, SocketId from, Optional<Member> sender) {
        Note.Whisper note = new Note.Whisper(channel, event, rawData, from, sender);
        relayHere(note);
        peers.tell(note);
        news.clientEvent(channel, event, rawData, from, sender);
    }

    /**
     * Does what another node says. One thread at a time.
     *
     * @param speaks whether this node tells webhooks what happened there: else the other has
     */
    public void hear(long node, Note note, boolean speaks) {
        others.hear(node, note);
        switch (note) {
            case Note.Event event -> publishHere(event, Peers.NONE);
            case Note.Whisper whisper -> relayHere(whisper);
            case Note.Came(String channel, Member member) -> {
                synchronized (locks.of(channel)) {
                    if (presence.addAt(node, channel, member)) {
                        announce(channel, member, null);
                    }
                }
            }
            case Note.Went(String channel, Member member) -> {
                synchronized (locks.of(channel)) {
                    if (presence.removeAt(node, channel, member)) {
                        bidFarewell(channel, member);
                        if (speaks) {
                            news.memberRemoved(channel, member);
                        }
                    }
                }
            }
            case Note.Subscribed(String channel, int _) -> {
                ChannelName.parse(channel, Integer.MAX_VALUE)
                        .ifPresent(name -> countAgain(name, false));
                if (speaks && channels.subscriptions(channel) == 0) {
                    news.vacated(channel);
                }
            }
            case Note.Online(String user) -> users.onlineAt(node, user);
            case Note.Offline(String user) -> users.offlineAt(node, user);
            case Note.Terminate(String user) -> users.terminateHere(user);
            case Note.Opened _, Note.Gone _ -> {}
        }
    }

    /** Corrects what is known of another node: this is all that it has. */
    public void compare(long node, List<Note> state, boolean speaks) {
        others.compare(node, state, over -> hear(node, over, speaks));
        state.forEach(note -> hear(node, note, false));
    }

    /** Another node is no more: nobody is there. */
    public void forget(long node, boolean speaks) {
        compare(node, List.of(), speaks);
        others.forget(node);
    }

    /** All that another node must know of what is here. */
    public List<Note> describe() {
        List<Note> notes = new ArrayList<>();
        open.forEach(socket -> notes.add(new Note.Opened(socket)));
        channels.describe(notes::add);
        presence.describe(notes::add);
        users.describe(notes::add);
        return notes;
    }

    /** What another node has remembered for a cache channel, unless there is a newer event. */
    public void remember(String channel, String event, String data, Duration left) {
        synchronized (locks.of(channel)) {
            cache.remember(channel, new CachedEvent(event, data, clock.instant().plus(left)));
        }
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
        return presence.find(channel, member).isEmpty()
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

    /** The note goes out under the channel's lock too: all nodes remember the same event. */
    private int publishHere(Note.Event note, Peers further) {
        String name = note.channel();
        if (!note.cached()) {
            further.tell(note);
            return send(note);
        }
        synchronized (locks.of(name)) {
            cache.put(name, note.event(), note.data());
            further.tell(note);
            return send(note);
        }
    }

    private int send(Note.Event note) {
        return channels.publish(
                note.channel(),
                () -> ServerFrame.event(note.channel(), note.event(), note.data()),
                note.except().orElse(null));
    }

    private void relayHere(Note.Whisper note) {
        channels.publish(
                note.channel(),
                () ->
                        ServerFrame.clientEvent(
                                note.channel(), note.event(), note.rawData(), note.sender()),
                note.from());
    }

    private void announce(String channel, Member member, @Nullable SocketId newcomer) {
        channels.publish(channel, () -> ServerFrame.memberAdded(channel, member), newcomer);
    }

    private void bidFarewell(String channel, Member member) {
        channels.publish(channel, () -> ServerFrame.memberRemoved(channel, member), null);
    }

    private void countAgain(ChannelName channel, boolean here) {
        if (rules.has(Feature.SUBSCRIPTION_COUNTS) && !(channel instanceof ChannelName.Presence)) {
            counts.changed(channel.value(), here, clock.instant());
        }
    }

    private void tellCount(String channel, int count, boolean here) {
        channels.publish(channel, () -> ServerFrame.subscriptionCount(channel, count), null);
        if (here) {
            news.subscriptionCount(channel, count);
        }
    }
}
