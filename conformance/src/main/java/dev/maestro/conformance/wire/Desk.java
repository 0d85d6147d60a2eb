package dev.maestro.conformance.wire;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one point has at hand: peers that are closed when it ends, the HTTP side, names nobody else
 * uses. For one thread.
 */
public final class Desk implements AutoCloseable {

    /** What pusher-js says. */
    public static final String QUERY = "?protocol=7&client=js&version=8.6.0&flash=false";

    private final Room room;
    private final List<Peer> peers = new ArrayList<>();
    private final List<SilentPeer> silent = new ArrayList<>();
    private final List<StudioDesk> studios = new ArrayList<>();

    /**
     * What all points of one exam share.
     *
     * @param run goes into every name, so that two exams of one server do not meet
     * @param closeCodes collects every code the server closed a socket with
     */
    public record Room(
            Target target,
            HttpClient http,
            Duration patience,
            InstantSource clock,
            String run,
            AtomicInteger lastName,
            Set<Integer> closeCodes,
            Optional<Inbox> webhooks,
            Optional<Visitor> visitor) {}

    public Desk(Room room) {
        this.room = room;
    }

    /** A new connection that was greeted. */
    public Peer peer() {
        return knocks(app().key(), QUERY).greeted();
    }

    /** A new connection of which nothing is expected yet. */
    public Peer knocks(String key, String query) {
        Peer peer = new Peer(room.target().app(), room.patience(), room.closeCodes()::add);
        peers.add(peer);
        return peer.open(room.http(), room.target().socket(key, query));
    }

    /** A new connection that never says anything. */
    public SilentPeer silentPeer() {
        SilentPeer peer =
                SilentPeer.open(room.target().socket(app().key(), QUERY), room.patience());
        silent.add(peer);
        return peer;
    }

    public Rest rest() {
        return new Rest(room.http(), room.target().http(), app(), room.patience(), room.clock());
    }

    /** The same for another application of the server, or one that is none. */
    public Rest rest(Credentials other) {
        return new Rest(room.http(), room.target().http(), other, room.patience(), room.clock());
    }

    public Credentials app() {
        return room.target().app().orElseThrow(() -> new NotExamined("needs --app ID:KEY:SECRET"));
    }

    public Inbox webhooks() {
        return room.webhooks()
                .orElseThrow(() ->
                        new NotExamined("needs --webhooks PORT, and a server that posts there"));
    }

    /** A name that was never used before: the prefix and something new. */
    public String name(String prefix) {
        return prefix + room.run() + "-" + room.lastName().incrementAndGet();
    }

    /** What a point about Studio has; it is closed with this desk. */
    public StudioDesk studio() {
        StudioDesk studio =
                new StudioDesk(
                        this,
                        room.visitor()
                                .orElseThrow(() ->
                                        new NotExamined(
                                                "needs --studio with a token or an invite")),
                        new Portal(
                                room.http(),
                                room.target().http(),
                                room.patience(),
                                Optional.empty()));
        studios.add(studio);
        return studio;
    }

    public Set<Integer> closeCodes() {
        return room.closeCodes();
    }

    public Duration patience() {
        return room.patience();
    }

    @Override
    public void close() {
        studios.forEach(StudioDesk::close);
        peers.forEach(Peer::close);
        silent.forEach(SilentPeer::close);
    }
}
