package dev.maestro.hub.connection;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one socket has said and nobody has heard yet: worked off in order by one virtual thread,
 * which lives only while there is something to do. Stops reading from the socket when too much
 * waits.
 */
final class Inbox {

    private static final int READ_AHEAD = 64;

    private final String name;
    private final Runnable readMore;
    private final Consumer<Throwable> fault;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean working;
    private boolean paused;

    /** Tells {@code fault} what a task threw; the next task is done all the same. */
    Inbox(String name, Runnable readMore, Consumer<Throwable> fault) {
        this.name = name;
        this.readMore = readMore;
        this.fault = fault;
    }

    /** Takes a message, and asks for the next one now or when there is room again. */
    void message(Runnable task) {
        boolean room;
        synchronized (this) {
            room = waiting.size() < READ_AHEAD;
            paused = !room;
        }
        add(task);
        if (room) {
            readMore.run();
        }
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
            } catch (RuntimeException | Error thrown) {
                // Were this thread to end, nothing more would be heard, not even that the socket
                // is gone.
                fault.accept(thrown);
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
