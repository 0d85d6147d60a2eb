package dev.maestro.hub.connection;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that carry frames from outboxes to wires. Writing never blocks, so a few serve all.
 * An outbox stays in one lane, and is in its queue at most once: the queues are as long as there
 * are sockets at most.
 */
public final class Writers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    private final List<Lane> lanes;
    private final AtomicInteger next = new AtomicInteger();

    /** Starts that many threads. */
    public Writers(int threads) {
        lanes = IntStream.range(0, threads).mapToObj(Lane::new).toList();
        lanes.forEach(Lane::start);
    }

    /** The lane for a new outbox. */
    Lane lane() {
        return lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    }

    /** Stops the threads; what still waits is not sent. */
    @Override
    public void close() {
        lanes.forEach(Lane::stop);
    }

    /** One thread and the outboxes that have something for it. */
    static final class Lane {

        private final BlockingQueue<Outbox> ready = new LinkedBlockingQueue<>();
        private final Thread thread;

        private Lane(int number) {
            thread = Thread.ofPlatform().daemon().name("hub-writer-" + number).unstarted(this::run);
        }

        void schedule(Outbox outbox) {
            ready.add(outbox);
        }

        private void start() {
            thread.start();
        }

        private void stop() {
            thread.interrupt();
        }

        private void run() {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    ready.take().write();
                } catch (InterruptedException stopped) {
                    return;
                } catch (RuntimeException fault) {
                    LOG.error("A frame could not be written", fault);
                }
            }
        }
    }
}
