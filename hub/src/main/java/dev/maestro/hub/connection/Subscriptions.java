package dev.maestro.hub.connection;

import dev.maestro.hub.channel.Admission;
import dev.maestro.protocol.pusher.ChannelName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The channels one socket is on. For any number of threads. */
final class Subscriptions {

    private final int max;
    private final Map<String, Seat> seats = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    Subscriptions(int max) {
        this.max = max;
    }

    /** Enters; {@code join} runs before any revocation can come between, and may still refuse. */
    synchronized Optional<Admission.Denied> enter(
            Seat seat, Supplier<Optional<Admission.Denied>> join) {
        String channel = seat.channel().value();
        if (revoked.contains(channel)) {
            return Optional.of(Admission.Denied.unauthorized("The subscription was revoked."));
        }
        if (seats.size() >= max) {
            return Optional.of(
                    Admission.Denied.tooMuch(
                            "A connection may be on %d channels.".formatted(max), 429));
        }
        Optional<Admission.Denied> denied = join.get();
        if (denied.isEmpty()) {
            seats.put(channel, seat);
        }
        return denied;
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

    /** Whether one of the channels asked for a signature. */
    synchronized boolean isOnAuthorized() {
        return seats.values().stream()
                .anyMatch(seat -> !(seat.channel() instanceof ChannelName.Public));
    }
}
