package dev.maestro.studio.platform;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only one of several studios on a database does at a time. Whose turn it is holds a lock of
 * the database as long as it lives; when it ends, or is killed, the next who asks has the turn. It
 * saves work and noise; what is done in a turn must bear being done by two, since who has lost the
 * database may still be at it. Any thread may use it.
 */
public final class Turns implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Database database;
    private final Set<String> mine = new HashSet<>();
    private Optional<Handle> connection = Optional.empty();

    private Turns(Database database) {
        this.database = database;
    }

    public static Turns open(Database database) {
        return new Turns(database);
    }

    /** Whether it is this studio's turn for that. */
    public synchronized boolean mine(String what) {
        try {
            Handle handle = connection.orElseGet(this::connect);
            if (mine.contains(what)) {
                handle.execute("select 1");
                return true;
            }
            boolean taken =
                    handle.createQuery(
                                    "select pg_try_advisory_lock(hashtextextended('maestro turn ' || :what, 0))")
                            .bind("what", what)
                            .mapTo(boolean.class)
                            .one();
            if (taken) {
                mine.add(what);
            }
            return taken;
        } catch (JdbiException lost) {
            LOG.warn("all turns are lost with the connection to the database", lost);
            close();
            return false;
        }
    }

    private Handle connect() {
        Handle handle = database.openOutsideThePool();
        connection = Optional.of(handle);
        return handle;
    }

    @Override
    public synchronized void close() {
        mine.clear();
        connection.ifPresent(Handle::close);
        connection = Optional.empty();
    }
}
