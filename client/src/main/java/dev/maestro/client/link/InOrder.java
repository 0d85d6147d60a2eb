package dev.maestro.client.link;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order of their arrival, on virtual threads that exist only
 * while there is something to do. A task that throws is logged and does not stop the next one.
 */
final class InOrder implements Executor {

    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    private final String name;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    InOrder(String name) {
        this.name = name;
    }

    @Override
    public synchronized void execute(Runnable task) {
        waiting.add(task);
        if (!busy) {
            busy = true;
            Thread.ofVirtual().name(name).start(this::drain);
        }
    }

    private void drain() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException fault) {
                LOG.error("{}: a step failed", name, fault);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        busy = task != null;
        return task;
    }
}
