package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users on one presence channel. For any number of threads. */
final class Roster {

    /** A user as first introduced, and how many connections share the place. */
    private record Place(Member member, int connections) {}

    private final Map<String, Place> places = new LinkedHashMap<>();

    /** Whether it is the user's first connection. */
    synchronized boolean add(Member member) {
        Place place = places.get(member.userId());
        places.put(
                member.userId(),
                place == null
                        ? new Place(member, 1)
                        : new Place(place.member(), place.connections() + 1));
        return place == null;
    }

    /** The member, when it was the user's last connection. */
    synchronized Optional<Member> remove(Member member) {
        Place place = places.get(member.userId());
        if (place == null) {
            return Optional.empty();
        }
        if (place.connections() > 1) {
            places.put(member.userId(), new Place(place.member(), place.connections() - 1));
            return Optional.empty();
        }
        places.remove(member.userId());
        return Optional.of(place.member());
    }

    synchronized List<Member> members() {
        List<Member> members = new ArrayList<>(places.size());
        places.values().forEach(place -> members.add(place.member()));
        return members;
    }

    synchronized boolean has(Member member) {
        return places.containsKey(member.userId());
    }

    synchronized int size() {
        return places.size();
    }
}
