package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who is on the presence channels of one application: users, however many connections each has. For
 * any number of threads. Here a user's coming and going is decided; a cluster would decide it here.
 */
final class Presence {

    private static final Roster NOBODY = new Roster();

    private final ConcurrentMap<String, Roster> channels = new ConcurrentHashMap<>();

    /** Whether this is the user's first connection there. */
    boolean add(String channel, Member member) {
        boolean[] first = {false};
        channels.compute(
                channel,
                (_, present) -> {
                    Roster roster = present == null ? new Roster() : present;
                    first[0] = roster.add(member);
                    return roster;
                });
        return first[0];
    }

    /** The member as the others know it, when this was the user's last connection there. */
    Optional<Member> remove(String channel, Member member) {
        List<Member> gone = new ArrayList<>(1);
        channels.computeIfPresent(
                channel,
                (_, roster) -> {
                    roster.remove(member).ifPresent(gone::add);
                    return roster.size() == 0 ? null : roster;
                });
        return gone.stream().findFirst();
    }

    /** The users, in the order in which they came. */
    List<Member> members(String channel) {
        return roster(channel).members();
    }

    boolean has(String channel, Member member) {
        return roster(channel).has(member);
    }

    int count(String channel) {
        return roster(channel).size();
    }

    private Roster roster(String channel) {
        return channels.getOrDefault(channel, NOBODY);
    }
}
