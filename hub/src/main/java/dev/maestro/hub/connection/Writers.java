package dev.maestro.hub.connection;

import dev.maestro.hub.transport.WriteBuffer;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * One thread, which goes round the outboxes that have something for it. While it is on a round,
     * more gathers in each: the busier the lane, the more goes out in one write.
     */
    static final class Lane {

        private final Thread thread;
        private List<Outbox> ready = new ArrayList<>();
        private volatile boolean stopped;

        private Lane(int number) {
            thread = Thread.ofPlatform().daemon().name("hub-writer-" + number).unstarted(this::run);
        }

        synchronized void schedule(Outbox outbox) {
            ready.add(outbox);
            if (ready.size() == 1) {
                notifyAll();
            }
        }

        private void start() {
            thread.start();
        }

        private synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        private void run() {
            WriteBuffer buffer = new WriteBuffer();
            List<Outbox> round = new ArrayList<>();
            try {
                while (!stopped) {
                    round = nextRound(round);
                    round.forEach(outbox -> write(outbox, buffer));
                    round.clear();
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }

        /** Waits for something to do, and changes the lists. */
        private synchronized List<Outbox> nextRound(List<Outbox> done) throws InterruptedException {
            while (ready.isEmpty() && !stopped) {
                wait();
            }
            List<Outbox> next = ready;
            ready = done;
            return next;
        }

        private static void write(Outbox outbox, WriteBuffer buffer) {
            try {
                outbox.write(buffer);
            } catch (RuntimeException fault) {
                LOG.error("A frame could not be written", fault);
            }
        }
    }
}
