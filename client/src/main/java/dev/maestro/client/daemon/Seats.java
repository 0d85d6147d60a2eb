package dev.maestro.client.daemon;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Which sessions are live, and why others are not. A seat is one name in one project of one Studio:
 * what happens to it goes one at a time, under its own lock, so that a Studio that does not answer
 * holds up nobody else's session. The lock of the maps is held for no call. Any thread may use it.
 */
final class Seats {

    private record Seat(URI studio, UUID project, String name) {

        static Seat of(SessionRequest request) {
            return new Seat(request.studio(), request.project(), request.name());
        }
    }

    private final Map<Seat, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final Map<UUID, LiveSession> live = new HashMap<>();
    private final Map<UUID, DownSession> down = new HashMap<>();
    private boolean closed;

    /** Does something with a seat while nobody else does. */
    <T> T alone(SessionRequest request, Supplier<T> step) {
        ReentrantLock lock = locks.computeIfAbsent(Seat.of(request), _ -> new ReentrantLock());
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    synchronized Optional<LiveSession> seated(SessionRequest request) {
        return live.values().stream()
                .filter(one -> one.saved().request().sameSeat(request))
                .findFirst();
    }

    synchronized Optional<LiveSession> find(UUID session) {
        return Optional.ofNullable(live.get(session));
    }

    synchronized List<LiveSession> live() {
        return List.copyOf(live.values());
    }

    /** The sessions that are kept and not live. */
    synchronized List<DownSession> down() {
        return List.copyOf(down.values());
    }

    /**
     * @throws Refused {@code capacity} when the daemon is about to end
     */
    synchronized void refuseWhenClosed() {
        if (closed) {
            throw new Refused(RefusalCode.CAPACITY, "the daemon is about to end");
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * @return false when the daemon is about to end: the session must be closed by the caller
     */
    synchronized boolean take(LiveSession session) {
        if (closed) {
            return false;
        }
        UUID id = session.saved().registration().session();
        down.values().removeIf(one -> one.saved().request().sameSeat(session.saved().request()));
        live.put(id, session);
        return true;
    }

    synchronized void staysDown(DownSession session) {
        down.put(session.saved().registration().session(), session);
    }

    synchronized void leave(LiveSession session) {
        live.remove(session.saved().registration().session(), session);
    }

    synchronized void forget(DownSession session) {
        down.remove(session.saved().registration().session(), session);
    }

    /** From now on nobody is seated; whoever was is answered. */
    synchronized List<LiveSession> close() {
        closed = true;
        List<LiveSession> leaving = List.copyOf(live.values());
        live.clear();
        return leaving;
    }
}
