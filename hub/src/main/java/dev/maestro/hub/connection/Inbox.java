package dev.maestro.hub.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one socket has said and nobody has heard yet: worked off in order by one virtual thread,
 * which lives only while there is something to do. Stops reading from the socket when too much
 * waits.
 */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private static final int READ_AHEAD = 64;

    private final String name;
    private final Runnable readMore;
    private final Queue<Runnable> waiting = new ArrayDeque<>(2);
    private boolean working;
    private boolean paused;

    Inbox(String name, Runnable readMore) {
        this.name = name;
        this.readMore = readMore;
    }

    /** Whether more may be read; if not, {@code readMore} is called when there is room again. */
    synchronized boolean hasRoom() {
        paused = waiting.size() >= READ_AHEAD;
        return !paused;
    }

    /** Adds something to be done after all that waits. */
    void add(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (working) {
                return;
            }
            working = true;
        }
        Thread.ofVirtual().name(name).start(this::work);
    }

    private void work() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error fault) {
                // Were this thread to end, nothing more would be heard, not even that the socket
                // is gone.
                LOG.error("A message on {} failed", name, fault);
            }
        }
    }

    private @Nullable Runnable next() {
        Runnable task;
        boolean resume;
        synchronized (this) {
            task = waiting.poll();
            working = task != null;
            resume = paused && waiting.size() < READ_AHEAD / 2;
            paused = paused && !resume;
        }
        if (resume) {
            readMore.run();
        }
        return task;
    }
}
