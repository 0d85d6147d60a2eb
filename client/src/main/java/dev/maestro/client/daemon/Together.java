package dev.maestro.client.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Does the same for several sessions at once, so that none waits for another. */
final class Together {

    private Together() {}

    /** Waits until all are done. */
    static <T> void all(String name, Collection<T> items, Consumer<T> step) {
        try {
            for (Thread thread : started(name, items, step)) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for at most that long; what is not done then goes on by itself. */
    static <T> void within(Duration patience, String name, Collection<T> items, Consumer<T> step) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : started(name, items, step)) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> List<Thread> started(String name, Collection<T> items, Consumer<T> step) {
        List<Thread> threads = new ArrayList<>();
        for (T item : items) {
            threads.add(Thread.ofVirtual().name(name).start(() -> step.accept(item)));
        }
        return threads;
    }
}
