package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Who is on the presence channels of one application: users, however many connections each has, on
 * however many nodes. For any number of threads. Here a user's coming and going is decided.
 */
final class Presence {

    private static final Roster NOBODY = new Roster();

    private final ConcurrentMap<String, Roster> channels = new ConcurrentHashMap<>();

    /** A connection of this node came. */
    Roster.Edge add(String channel, Member member) {
        return change(channel, roster -> roster.add(member));
    }

    /** A connection of this node went. */
    Roster.Edge remove(String channel, Member member) {
        return change(channel, roster -> roster.remove(member));
    }

    /** The user came to another node; whether that is the first. */
    boolean addAt(long node, String channel, Member member) {
        return change(channel, roster -> roster.addAt(node, member));
    }

    /** The user left another node; whether it was the last. */
    boolean removeAt(long node, String channel, Member member) {
        return change(channel, roster -> roster.removeAt(node, member));
    }

    /** The users, in the order in which they came. */
    List<Member> members(String channel) {
        return roster(channel).members();
    }

    /** The user as the others know it. */
    Optional<Member> find(String channel, Member member) {
        return roster(channel).find(member);
    }

    int count(String channel) {
        return roster(channel).size();
    }

    /** What other nodes must know of this one's members. */
    void describe(Peers listener) {
        channels.forEach((channel, roster) ->
                roster.here().forEach(member -> listener.tell(new Note.Came(channel, member))));
    }

    private <T> T change(String channel, Function<Roster, T> change) {
        List<T> result = new ArrayList<>(1);
        channels.compute(
                channel,
                (_, present) -> {
                    Roster roster = present == null ? new Roster() : present;
                    result.add(change.apply(roster));
                    return roster.size() == 0 ? null : roster;
                });
        return result.getFirst();
    }

    private Roster roster(String channel) {
        return channels.getOrDefault(channel, NOBODY);
    }
}
