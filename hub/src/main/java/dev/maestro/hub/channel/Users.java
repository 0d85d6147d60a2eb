package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SignedUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The signed-in users of one application on all nodes, and who of this node watches whom. For any
 * number of threads. Whether a user is online is decided here.
 */
public final class Users {

    private final Map<String, Set<SignedIn>> online = new HashMap<>();
    private final Map<String, Set<SignedIn>> watchers = new HashMap<>();
    private final Map<String, Set<Long>> elsewhere = new HashMap<>();
    private final Peers peers;

    Users(Peers peers) {
        this.peers = peers;
    }

    /**
     * Tells the connection that it is signed in and how those it watches are, and the others that
     * the user is here.
     */
    public synchronized void enter(SignedUser user, SignedIn connection, ServerFrame welcome) {
        boolean first = add(online, user.id(), connection);
        connection.tell(welcome);
        if (first) {
            peers.tell(new Note.Online(user.id()));
            if (!elsewhere.containsKey(user.id())) {
                tellOnline(user.id());
            }
        }
        List<String> here = new ArrayList<>();
        List<String> away = new ArrayList<>();
        for (String watched : user.watchlist()) {
            add(watchers, watched, connection);
            (isOnline(watched) ? here : away).add(watched);
        }
        if (!user.watchlist().isEmpty()) {
            connection.tell(ServerFrame.watchlist(here, away));
        }
    }

    /** Forgets the connection, and tells those who watch when it was the user's last. */
    public synchronized void leave(SignedUser user, SignedIn connection) {
        user.watchlist().forEach(watched -> remove(watchers, watched, connection));
        if (remove(online, user.id(), connection)) {
            peers.tell(new Note.Offline(user.id()));
            if (!elsewhere.containsKey(user.id())) {
                tellOffline(user.id());
            }
        }
    }

    /** Ends all connections of a user, on all nodes. */
    public void terminate(String userId) {
        peers.tell(new Note.Terminate(userId));
        terminateHere(userId);
    }

    void terminateHere(String userId) {
        of(userId).forEach(SignedIn::terminate);
    }

    /** Another node has a connection of the user. */
    synchronized void onlineAt(long node, String userId) {
        boolean before = isOnline(userId);
        if (elsewhere.computeIfAbsent(userId, _ -> new HashSet<>()).add(node) && !before) {
            tellOnline(userId);
        }
    }

    /** Another node has no connection of the user any more. */
    synchronized void offlineAt(long node, String userId) {
        Set<Long> nodes = elsewhere.getOrDefault(userId, Set.of());
        if (!nodes.contains(node)) {
            return;
        }
        nodes.remove(node);
        if (nodes.isEmpty()) {
            elsewhere.remove(userId);
        }
        if (!isOnline(userId)) {
            tellOffline(userId);
        }
    }

    /** What other nodes must know of this one's users. */
    void describe(Peers listener) {
        List<String> here;
        synchronized (this) {
            here = List.copyOf(online.keySet());
        }
        here.forEach(user -> listener.tell(new Note.Online(user)));
    }

    private boolean isOnline(String userId) {
        return online.containsKey(userId) || elsewhere.containsKey(userId);
    }

    private void tellOnline(String userId) {
        tell(userId, ServerFrame.watchlist(List.of(userId), List.of()));
    }

    private void tellOffline(String userId) {
        tell(userId, ServerFrame.watchlist(List.of(), List.of(userId)));
    }

    private synchronized List<SignedIn> of(String userId) {
        return List.copyOf(online.getOrDefault(userId, Set.of()));
    }

    private void tell(String watched, ServerFrame frame) {
        watchers.getOrDefault(watched, Set.of()).forEach(watcher -> watcher.tell(frame));
    }

    /** Whether it is the first of that user. */
    private static boolean add(
            Map<String, Set<SignedIn>> connections, String userId, SignedIn connection) {
        Set<SignedIn> of = connections.computeIfAbsent(userId, _ -> new LinkedHashSet<>());
        return of.add(connection) && of.size() == 1;
    }

    /** Whether it was the last of that user. */
    private static boolean remove(
            Map<String, Set<SignedIn>> connections, String userId, SignedIn connection) {
        Set<SignedIn> of = connections.get(userId);
        if (of == null || !of.remove(connection) || !of.isEmpty()) {
            return false;
        }
        connections.remove(userId);
        return true;
    }
}
