package dev.maestro.hub.connection;

import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** All open connections of the hub, of every application. For any number of threads. */
public final class Connections {

    /** What a client is told when the hub closes. */
    static final String GOING_DOWN = "The server is going down";

    private final ConcurrentMap<SocketId, Connection> open = new ConcurrentHashMap<>();

    /** How many are gone and have not left their channels yet. */
    private final AtomicInteger leaving = new AtomicInteger();

    private final LongAdder tooSlow = new LongAdder();
    private final CountDownLatch allGone = new CountDownLatch(1);
    private volatile boolean closing;

    /** Enters a connection, or returns false when the hub is closing. */
    boolean add(Connection connection) {
        open.put(connection.id(), connection);
        return !closing;
    }

    boolean closing() {
        return closing;
    }

    /** Forgets one that is gone and has still to leave its channels: {@link #left}. */
    void remove(Connection connection) {
        leaving.incrementAndGet();
        open.remove(connection.id());
    }

    void left() {
        if (leaving.decrementAndGet() == 0 && closing && open.isEmpty()) {
            allGone.countDown();
        }
    }

    void countTooSlow() {
        tooSlow.increment();
    }

    /** The connection of that name, when it is open. */
    public Optional<Connection> find(SocketId id) {
        return Optional.ofNullable(open.get(id));
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }

    /** How many were closed because they read too slowly. */
    public long tooSlow() {
        return tooSlow.sum();
    }

    /** Asks the silent for a sign of life, and closes those that gave none. */
    public void heartbeat(Instant now) {
        open.values().forEach(connection -> connection.heartbeat(now));
    }

    /**
     * Closes every connection and takes no more, waits for the peers to confirm, then cuts off the
     * rest; and until all have left their channels, as long again at most. Clients back off before
     * they come again (4100), all equally long: so the closes are spread.
     */
    public void close(Duration spread, Duration grace) {
        closing = true;
        List<Connection> known = List.copyOf(open.values());
        closeOneByOne(known, spread);
        try {
            awaitAllGone(grace);
            // Only those: who came meanwhile has a grace of his own, and has perhaps read nothing.
            known.forEach(Connection::abort);
            awaitAllGone(grace);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            open.values().forEach(Connection::abort);
        }
    }

    private void awaitAllGone(Duration most) throws InterruptedException {
        if (!open.isEmpty() || leaving.get() > 0) {
            allGone.await(most.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void closeOneByOne(List<Connection> connections, Duration spread) {
        long start = System.nanoTime();
        for (int i = 0; i < connections.size(); i++) {
            long due = start + spread.toNanos() / connections.size() * i;
            while (due - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            connections.get(i).close(CloseCode.OVER_CAPACITY, GOING_DOWN);
        }
    }
}
