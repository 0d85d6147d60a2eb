package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import dev.maestro.protocol.pusher.SocketId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one other node has on one application, as far as it has said so. For one thread. */
final class Mirror {

    private final Set<SocketId> sockets = new HashSet<>();
    private final Map<String, Integer> subscriptions = new HashMap<>();
    private final Map<String, Map<String, Member>> members = new HashMap<>();
    private final Set<String> users = new HashSet<>();

    /** Whether it was not known yet. */
    boolean opened(SocketId socket) {
        return sockets.add(socket);
    }

    boolean gone(SocketId socket) {
        return sockets.remove(socket);
    }

    /** By how much the number has changed. */
    int subscribed(String channel, int count) {
        Integer before =
                count == 0 ? subscriptions.remove(channel) : subscriptions.put(channel, count);
        return count - (before == null ? 0 : before);
    }

    void came(String channel, Member member) {
        members.computeIfAbsent(channel, _ -> new HashMap<>()).put(member.userId(), member);
    }

    void went(String channel, Member member) {
        members.computeIfPresent(
                channel,
                (_, known) -> {
                    known.remove(member.userId());
                    return known.isEmpty() ? null : known;
                });
    }

    void online(String user) {
        users.add(user);
    }

    void offline(String user) {
        users.remove(user);
    }

    /** The notes that would undo what is known here but not in what the node says now. */
    List<Note> goneSince(List<Note> now) {
        Set<Note> still = new HashSet<>();
        Set<String> occupied = new HashSet<>();
        for (Note note : now) {
            if (note instanceof Note.Subscribed(String channel, int _)) {
                occupied.add(channel);
            } else if (note instanceof Note.Came(String channel, Member member)) {
                still.add(place(channel, member));
            } else {
                still.add(note);
            }
        }
        List<Note> over = new ArrayList<>();
        members.forEach((channel, of) ->
                of.values().stream()
                        .filter(member -> !still.contains(place(channel, member)))
                        .forEach(member -> over.add(new Note.Went(channel, member))));
        users.stream()
                .filter(user -> !still.contains(new Note.Online(user)))
                .forEach(user -> over.add(new Note.Offline(user)));
        subscriptions.keySet().stream()
                .filter(channel -> !occupied.contains(channel))
                .forEach(channel -> over.add(new Note.Subscribed(channel, 0)));
        sockets.stream()
                .filter(socket -> !still.contains(new Note.Opened(socket)))
                .forEach(socket -> over.add(new Note.Gone(socket)));
        return over;
    }

    /** One user on one channel, whatever is said of the user. */
    private static Note place(String channel, Member member) {
        return new Note.Came(channel, new Member(member.userId(), "", ""));
    }
}
