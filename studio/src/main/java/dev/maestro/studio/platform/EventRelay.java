package dev.maestro.studio.platform;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes committed events out of the outbox and tells every listener, in order per project: the
 * counter row of a project orders its transactions, and ids are given while it is locked. A row is
 * deleted after it was told. The relay never remembers "the last id": a slow transaction shows up
 * behind a reader that has already passed it ({@code EventRelayTest}).
 *
 * <p>It has a connection of its own, on which it listens for news (and looks every second in any
 * case) and holds a lock of the session: of several relays on one database one works, and when its
 * connection ends the next takes over. After a crash, and only then, the events of the last batch
 * are told again. One that does not work still learns that there is news.
 */
public final class EventRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventRelay.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int BATCH = 100;
    private static final List<Duration> SECOND_CHANCES =
            List.of(Duration.ofMillis(20), Duration.ofMillis(200));

    private final Database database;
    private final List<EventListener> listeners;
    private final Runnable toldElsewhere;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private EventRelay(Database database, List<EventListener> listeners, Runnable toldElsewhere) {
        this.database = database;
        this.listeners = List.copyOf(listeners);
        this.toldElsewhere = toldElsewhere;
        this.thread = Thread.ofVirtual().name("event-relay").unstarted(this::loop);
    }

    /** Starts to tell what lies in the outbox already, and then what comes. */
    public static EventRelay start(Database database, List<EventListener> listeners) {
        return start(database, listeners, () -> {});
    }

    /**
     * As {@link #start(Database, List)}.
     *
     * @param toldElsewhere called when something has happened that another relay tells its
     *     listeners
     */
    public static EventRelay start(
            Database database, List<EventListener> listeners, Runnable toldElsewhere) {
        EventRelay relay = new EventRelay(database, listeners, toldElsewhere);
        relay.thread.start();
        return relay;
    }

    /**
     * Lets the listeners finish the event they are told, and ends: the rest stays in the outbox for
     * the next relay.
     */
    @Override
    public void close() {
        closing.countDown();
        try {
            database.inTransactionDo(tx -> notifyRelays(tx.sql()));
        } catch (JdbiException e) {
            LOG.debug("the relay cannot be woken; it looks every {} itself", POLL, e);
        }
        try {
            if (!thread.join(FAREWELL)) {
                LOG.warn("a listener keeps the event relay from ending: interrupted");
                thread.interrupt();
                thread.join(FAREWELL);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (!isClosing()) {
            try (Handle handle = database.openOutsideThePool()) {
                handle.execute("listen " + EventStore.CHANNEL);
                relay(handle);
            } catch (SQLException | RuntimeException fault) {
                if (!isClosing()) {
                    Incident.log(LOG, "in the event relay, which connects anew", fault);
                    rest(AFTER_A_FAULT);
                }
            }
        }
    }

    private void relay(Handle handle) throws SQLException {
        PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
        boolean mine = false;
        while (!isClosing()) {
            mine = mine || tryLock(handle);
            if (mine) {
                tellAll(handle);
            }
            if (!isClosing()
                    && connection.getNotifications(Math.toIntExact(POLL.toMillis())).length > 0
                    && !mine) {
                toldElsewhere.run();
            }
        }
        if (mine) {
            unlock(handle);
        }
    }

    private void tellAll(Handle handle) {
        List<StoredEvent> batch = take(handle);
        while (!batch.isEmpty()) {
            List<Long> told = new ArrayList<>();
            for (StoredEvent event : batch) {
                if (isClosing()) {
                    break;
                }
                listeners.forEach(listener -> tell(listener, event));
                told.add(event.outboxId());
            }
            delete(handle, told);
            batch = isClosing() ? List.of() : take(handle);
        }
    }

    private void tell(EventListener listener, StoredEvent event) {
        for (Duration pause : SECOND_CHANCES) {
            try {
                listener.on(event);
                return;
            } catch (Throwable fault) {
                LOG.debug("{} is told of {} again", listener, event.type(), fault);
                rest(pause);
            }
        }
        try {
            listener.on(event);
        } catch (Throwable fault) {
            Incident.log(
                    LOG,
                    "while telling %s %d of project %s"
                            .formatted(event.type(), event.seq(), event.projectId()),
                    fault);
        }
    }

    private static List<StoredEvent> take(Handle handle) {
        return handle.createQuery(
                        """
                        select id as outbox_id, project_id, seq, type, at, cast(data as text) as data_json
                          from outbox
                         order by id
                         limit :batch
                        """)
                .bind("batch", BATCH)
                .mapTo(StoredEvent.class)
                .list();
    }

    private static void delete(Handle handle, List<Long> told) {
        if (!told.isEmpty()) {
            handle.createUpdate("delete from outbox where id = any(:told)")
                    .bindArray("told", Long.class, told)
                    .execute();
        }
    }

    private static boolean tryLock(Handle handle) {
        return handle.createQuery("select pg_try_advisory_lock(hashtext('maestro event relay'))")
                .mapTo(boolean.class)
                .one();
    }

    private static void unlock(Handle handle) {
        handle.execute("select pg_advisory_unlock(hashtext('maestro event relay'))");
        notifyRelays(handle);
    }

    private static void notifyRelays(Handle handle) {
        handle.execute("notify " + EventStore.CHANNEL);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void rest(Duration pause) {
        try {
            if (closing.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.trace("closed while it rested");
            }
        } catch (InterruptedException e) {
            LOG.debug("the event relay was interrupted while it rested", e);
        }
    }
}
