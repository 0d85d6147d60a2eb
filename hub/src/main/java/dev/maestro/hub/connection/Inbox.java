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

    /** What a character of a text may take in memory. */
    private static final int BYTES_A_CHARACTER = 2;

    private record Said(String text, Consumer<String> ear) implements Runnable {

        @Override
        public void run() {
            ear.accept(text);
        }
    }

    private final String name;
    private final Runnable readMore;
    private final Consumer<String> ear;
    private final Consumer<Throwable> fault;
    private final int mostBytes;
    private final Queue<Runnable> waiting = new ArrayDeque<>(2);
    private long waitingBytes;
    private boolean working;
    private boolean paused;

    /**
     * Tells {@code ear} what the socket said, and {@code fault} what that or a task threw; the next
     * is done all the same.
     *
     * @param mostBytes when texts of so many bytes wait, no more is read
     */
    Inbox(
            String name,
            int mostBytes,
            Runnable readMore,
            Consumer<String> ear,
            Consumer<Throwable> fault) {
        this.name = name;
        this.readMore = readMore;
        this.ear = ear;
        this.fault = fault;
        this.mostBytes = mostBytes;
    }

    /** Whether more may be read; if not, {@code readMore} is called when there is room again. */
    synchronized boolean hasRoom() {
        paused = waiting.size() >= READ_AHEAD || waitingBytes >= mostBytes;
        return !paused;
    }

    /** Adds what the socket said, to be heard after all that waits. */
    void hear(String text) {
        add(new Said(text, ear));
    }

    /** Adds something to be done after all that waits. */
    void add(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            waitingBytes += bytes(task);
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
            waitingBytes -= bytes(task);
            resume = paused && waiting.size() < READ_AHEAD / 2 && waitingBytes <= mostBytes / 2;
            paused = paused && !resume;
        }
        if (resume) {
            readMore.run();
        }
        return task;
    }

    private static long bytes(@Nullable Runnable task) {
        return task instanceof Said said ? (long) said.text().length() * BYTES_A_CHARACTER : 0;
    }
}
