package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.ServerFrame;
import dev.maestro.protocol.pusher.SignedUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The signed-in users of one application, and who watches whom. For any number of threads. Whether
 * a user is online is decided here; a cluster would decide it here.
 */
public final class Users {

    private final Map<String, Set<SignedIn>> online = new HashMap<>();
    private final Map<String, Set<SignedIn>> watchers = new HashMap<>();

    /**
     * Tells the connection that it is signed in and how those it watches are, and the others that
     * the user is here.
     */
    public synchronized void enter(SignedUser user, SignedIn connection, ServerFrame welcome) {
        boolean first = add(online, user.id(), connection);
        connection.tell(welcome);
        if (first) {
            tell(user.id(), ServerFrame.watchlist(List.of(user.id()), List.of()));
        }
        List<String> here = new ArrayList<>();
        List<String> away = new ArrayList<>();
        for (String watched : user.watchlist()) {
            add(watchers, watched, connection);
            (online.containsKey(watched) ? here : away).add(watched);
        }
        if (!user.watchlist().isEmpty()) {
            connection.tell(ServerFrame.watchlist(here, away));
        }
    }

    /** Forgets the connection, and tells those who watch when it was the user's last. */
    public synchronized void leave(SignedUser user, SignedIn connection) {
        user.watchlist().forEach(watched -> remove(watchers, watched, connection));
        if (remove(online, user.id(), connection)) {
            tell(user.id(), ServerFrame.watchlist(List.of(), List.of(user.id())));
        }
    }

    /** Ends all connections of a user. */
    public void terminate(String userId) {
        of(userId).forEach(SignedIn::terminate);
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
