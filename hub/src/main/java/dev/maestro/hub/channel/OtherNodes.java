package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.SocketId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * The sums over the other nodes of a cluster, for one application. Written by one thread at a time,
 * read by any.
 */
final class OtherNodes {

    private final Map<Long, Mirror> mirrors = new HashMap<>();
    private final ConcurrentMap<String, Integer> subscriptions = new ConcurrentHashMap<>();
    private final Set<SocketId> sockets = ConcurrentHashMap.newKeySet();

    /** Sockets of other nodes on the channel. */
    int subscriptions(String channel) {
        return subscriptions.getOrDefault(channel, 0);
    }

    /** Channels with sockets of other nodes on them. */
    Set<String> channels() {
        return subscriptions.keySet();
    }

    int sockets() {
        return sockets.size();
    }

    boolean isOpen(SocketId socket) {
        return sockets.contains(socket);
    }

    /** Writes down what is said of state. */
    void hear(long node, Note note) {
        Mirror mirror = mirrors.computeIfAbsent(node, _ -> new Mirror());
        switch (note) {
            case Note.Opened(SocketId socket) -> {
                if (mirror.opened(socket)) {
                    sockets.add(socket);
                }
            }
            case Note.Gone(SocketId socket) -> {
                if (mirror.gone(socket)) {
                    sockets.remove(socket);
                }
            }
            case Note.Subscribed(String channel, int count) -> {
                int change = mirror.subscribed(channel, count);
                subscriptions.compute(
                        channel,
                        (_, before) -> {
                            int now = (before == null ? 0 : before) + change;
                            return now == 0 ? null : now;
                        });
            }
            case Note.Came(String channel, var member) -> mirror.came(channel, member);
            case Note.Went(String channel, var member) -> mirror.went(channel, member);
            case Note.Online(String user) -> mirror.online(user);
            case Note.Offline(String user) -> mirror.offline(user);
            case Note.Event _, Note.Whisper _, Note.Terminate _ -> {}
        }
    }

    /** Says what is no longer so, when this is all that the node has. */
    void compare(long node, List<Note> state, Consumer<Note> over) {
        Mirror mirror = mirrors.get(node);
        if (mirror != null) {
            mirror.goneSince(state).forEach(over);
        }
    }

    void forget(long node) {
        mirrors.remove(node);
    }
}
