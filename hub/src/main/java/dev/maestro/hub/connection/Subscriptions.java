package dev.maestro.hub.connection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The channels one socket is on. For any number of threads. */
final class Subscriptions {

    /** What became of a wish to enter. */
    enum Entry {
        ENTERED,
        ALREADY_THERE,
        REVOKED,
        TOO_MANY
    }

    private final int max;
    private final Map<String, Seat> seats = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    Subscriptions(int max) {
        this.max = max;
    }

    /** Enters; {@code join} runs before any revocation can come between. */
    synchronized Entry enter(Seat seat, Runnable join) {
        String channel = seat.channel().value();
        if (revoked.contains(channel)) {
            return Entry.REVOKED;
        }
        if (seats.containsKey(channel)) {
            return Entry.ALREADY_THERE;
        }
        if (seats.size() >= max) {
            return Entry.TOO_MANY;
        }
        seats.put(channel, seat);
        join.run();
        return Entry.ENTERED;
    }

    synchronized Optional<Seat> find(String channel) {
        return Optional.ofNullable(seats.get(channel));
    }

    synchronized Optional<Seat> leave(String channel) {
        return Optional.ofNullable(seats.remove(channel));
    }

    /** Leaves and stays out. */
    synchronized Optional<Seat> revoke(String channel) {
        revoked.add(channel);
        return leave(channel);
    }

    synchronized List<Seat> leaveAll() {
        List<Seat> left = List.copyOf(seats.values());
        seats.clear();
        return left;
    }
}
