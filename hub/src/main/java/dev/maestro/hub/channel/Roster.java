package dev.maestro.hub.channel;

import dev.maestro.protocol.pusher.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The users on one presence channel, on all nodes. For any number of threads. */
final class Roster {

    /** What a connection's coming or going has changed. */
    enum Edge {
        /** The user has other connections on this node. */
        NONE,
        /** First or last on this node, but there are some on another. */
        HERE,
        /** First or last anywhere. */
        ANYWHERE
    }

    /**
     * A user as first introduced.
     *
     * @param connections how many of this node share the place
     * @param nodes other nodes on which there are some
     */
    private record Place(Member member, int connections, Set<Long> nodes) {

        private Place with(int count) {
            return new Place(member, count, nodes);
        }

        private Place with(long node, boolean present) {
            Set<Long> next = new TreeSet<>(nodes);
            if (present) {
                next.add(node);
            } else {
                next.remove(node);
            }
            return new Place(member, connections, next);
        }

        private boolean isEmpty() {
            return connections == 0 && nodes.isEmpty();
        }
    }

    private final Map<String, Place> places = new LinkedHashMap<>();

    synchronized Edge add(Member member) {
        Place place = places.get(member.userId());
        if (place == null) {
            places.put(member.userId(), new Place(member, 1, Set.of()));
            return Edge.ANYWHERE;
        }
        places.put(member.userId(), place.with(place.connections() + 1));
        return place.connections() == 0 ? Edge.HERE : Edge.NONE;
    }

    synchronized Edge remove(Member member) {
        Place place = places.get(member.userId());
        if (place == null || place.connections() == 0) {
            return Edge.NONE;
        }
        Place next = place.with(place.connections() - 1);
        put(next);
        if (next.connections() > 0) {
            return Edge.NONE;
        }
        return next.isEmpty() ? Edge.ANYWHERE : Edge.HERE;
    }

    /** Another node has the user; whether that is the first. */
    synchronized boolean addAt(long node, Member member) {
        Place place = places.get(member.userId());
        places.put(
                member.userId(),
                (place == null ? new Place(member, 0, Set.of()) : place).with(node, true));
        return place == null;
    }

    /** Another node has the user no more; whether it was the last. */
    synchronized boolean removeAt(long node, Member member) {
        Place place = places.get(member.userId());
        if (place == null || !place.nodes().contains(node)) {
            return false;
        }
        Place next = place.with(node, false);
        put(next);
        return next.isEmpty();
    }

    /** As first introduced. */
    synchronized Optional<Member> find(Member member) {
        return Optional.ofNullable(places.get(member.userId())).map(Place::member);
    }

    synchronized List<Member> members() {
        List<Member> members = new ArrayList<>(places.size());
        places.values().forEach(place -> members.add(place.member()));
        return members;
    }

    /** Those with connections of this node. */
    synchronized List<Member> here() {
        return places.values().stream()
                .filter(place -> place.connections() > 0)
                .map(Place::member)
                .toList();
    }

    synchronized int size() {
        return places.size();
    }

    private void put(Place place) {
        if (place.isEmpty()) {
            places.remove(place.member().userId());
        } else {
            places.put(place.member().userId(), place);
        }
    }
}
