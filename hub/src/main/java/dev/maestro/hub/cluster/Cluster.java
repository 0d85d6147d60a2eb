package dev.maestro.hub.cluster;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.channel.Peers;
import dev.maestro.protocol.pusher.SocketId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/**
 * This node's part in a cluster: one thread says what waits, another hears what the others say;
 * each has its own connection to Redis, and comes back to it when it is lost. For any number of
 * threads; nothing waits for Redis but {@link #join}, for a moment, and {@link #close}.
 */
public final class Cluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration FIRST_TRY = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final ClusterConfig config;
    private final long own;
    private final Outgoing outgoing;
    private final Hearing hearing;
    private final Saying saying;
    private final Thread mouth;
    private final Thread ear;
    private final CountDownLatch tried = new CountDownLatch(2);
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Of the thread that speaks. */
    private long reported;

    private volatile @Nullable RedisLine said;
    private volatile @Nullable RedisLine heard;

    private Cluster(
            ClusterConfig config,
            long own,
            Map<String, App> apps,
            ClusterEar listener,
            Outgoing outgoing) {
        this.config = config;
        this.own = own;
        this.outgoing = outgoing;
        this.hearing = new Hearing(config, own, apps, listener, outgoing);
        this.saying = new Saying(config, own, apps, outgoing, hearing::others);
        this.mouth = Thread.ofVirtual().name("hub-cluster-out").unstarted(this::sayAll);
        this.ear = Thread.ofVirtual().name("hub-cluster-in").unstarted(this::hearAll);
    }

    /** What applications say before the cluster is joined waits in here. */
    public static final class Ticket {

        private final ClusterConfig config;
        private final Outgoing outgoing;

        /** For one node. */
        public Ticket(ClusterConfig config) {
            this.config = config;
            this.outgoing = new Outgoing(config.queueBytes());
        }

        /** The other nodes, for this application. */
        public Peers peers(String app) {
            return note -> outgoing.add(new Said.OfApp(app, note));
        }

        /**
         * Joins, or begins to try. Waits for the first try, so that a node that starts while Redis
         * is there knows what cache channels hold.
         *
         * @param node differs from node to node, and is the first half of its sockets' names
         * @param apps by their ids
         */
        public Cluster join(long node, Map<String, App> apps, ClusterEar ear) {
            Cluster cluster = new Cluster(config, node, apps, ear, outgoing);
            cluster.start();
            return cluster;
        }
    }

    /** Whoever has the socket closes it. */
    public void close(SocketId socket, int code) {
        outgoing.add(new Said.Close(socket, code));
    }

    /** Whoever has the socket takes it off the channel for good. */
    public void takeOff(SocketId socket, String channel) {
        outgoing.add(new Said.TakeOff(socket, channel));
    }

    /** Says something to the other host programs. */
    public void tell(String text) {
        outgoing.add(new Said.Text(text));
    }

    /** The counters now. */
    public ClusterStats stats() {
        return new ClusterStats(
                hearing.others(), said != null && heard != null, outgoing.dropped());
    }

    /** Says what still waits, and goodbye, when Redis is there to hear it. */
    @Override
    public void close() {
        outgoing.add(new Said.Bye());
        closing.countDown();
        try {
            if (!mouth.join(FAREWELL)) {
                mouth.interrupt();
            }
            hangUp(heard);
            ear.join(FAREWELL);
        } catch (InterruptedException hurry) {
            mouth.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            hangUp(said);
            hangUp(heard);
        }
    }

    private void start() {
        mouth.start();
        ear.start();
        try {
            if (!tried.await(FIRST_TRY.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} does not answer; this node goes on alone until it does", config);
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void sayAll() {
        Duration pause = FIRST_PAUSE;
        while (!isClosing()) {
            try (RedisLine line = new RedisLine(config, config.silence())) {
                saying.begin(line);
                said = line;
                tried.countDown();
                reportDropped();
                while (!saying.isOver()) {
                    saying.say(line);
                    hearing.forgetTheSilent();
                    pause = FIRST_PAUSE;
                }
            } catch (JedisException lost) {
                said = null;
                tried.countDown();
                saying.interrupted();
                LOG.warn("{} cannot be told anything: {}", config, lost.getMessage());
                pause = rest(pause);
            } catch (InterruptedException hurry) {
                return;
            } finally {
                said = null;
            }
        }
    }

    private void reportDropped() {
        long dropped = outgoing.dropped();
        if (dropped > reported) {
            LOG.warn(
                    "{} things found no room and were not said to other nodes", dropped - reported);
            reported = dropped;
        }
    }

    private void hearAll() {
        Duration pause = FIRST_PAUSE;
        while (!isClosing()) {
            try (RedisLine line = new RedisLine(config, config.silence())) {
                line.listen(
                        () -> {
                            heard = line;
                            hearing.begin();
                            tried.countDown();
                            LOG.info("node {} listens on {}", own, config);
                        },
                        hearing::hear);
            } catch (JedisException lost) {
                tried.countDown();
                if (!isClosing()) {
                    LOG.warn("{} is not heard any more: {}", config, lost.getMessage());
                }
            } finally {
                pause = heard == null ? pause : FIRST_PAUSE;
                heard = null;
            }
            pause = rest(pause);
        }
    }

    /** Waits about so long, since all nodes lose Redis at once; returns how long the next time. */
    private Duration rest(Duration pause) {
        long millis = pause.toMillis();
        try {
            if (closing.await(
                    millis / 2 + ThreadLocalRandom.current().nextLong(millis),
                    TimeUnit.MILLISECONDS)) {
                LOG.trace("closed while it rested");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private static void hangUp(@Nullable RedisLine line) {
        if (line != null) {
            try {
                line.close();
            } catch (JedisException alreadyGone) {
                LOG.trace("it was closed already", alreadyGone);
            }
        }
    }
}
