package dev.maestro.client.link;

import dev.maestro.client.work.Reports;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session's link to its Studio: keeps one connection up, and carries reports until they are
 * acknowledged. {@link #open} builds it, {@link #start} connects; between the two a workshop may
 * already report. Any thread may use it.
 */
public final class StudioLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StudioLink.class);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private final LinkConfig config;
    private final StudioHttp http;
    private final LinkRuntime runtime;
    private final Outbox outbox;
    private final OutputUploads uploads;
    private final Lanes lanes;
    private final LinkReports reports;
    private final CompletableFuture<StudioCalls> calls = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private LinkStatus status;
    private boolean closed;
    private @Nullable Connection current;

    private StudioLink(LinkConfig config, StudioHttp http, LinkRuntime runtime, Outbox outbox) {
        this.config = config;
        this.http = http;
        this.runtime = runtime;
        this.outbox = outbox;
        this.status = new LinkStatus(LinkState.CONNECTING, "", runtime.clock().instant());
        this.uploads =
                new OutputUploads(
                        http,
                        runtime.backoff(),
                        runtime.random(),
                        run -> calls.thenAccept(to -> to.storageFull(run)));
        this.lanes = new Lanes(outbox, uploads, runtime.backoff(), runtime.random());
        this.reports = new LinkReports(outbox, lanes, uploads);
    }

    /**
     * @param http as the session's own identity
     */
    public static StudioLink open(
            LinkConfig config, StudioHttp http, LinkRuntime runtime, Outbox outbox) {
        return new StudioLink(config, http, runtime, outbox);
    }

    public Reports reports() {
        return reports;
    }

    /** Connects, and from then on stays connected. Once. */
    public void start(SocketAddress address, StudioCalls studioCalls) {
        calls.complete(studioCalls);
        outbox.pending().forEach(lanes::add);
        Thread.ofVirtual()
                .name("link-" + config.name())
                .start(() -> stayConnected(address, studioCalls));
    }

    public LinkStatus status() {
        lock.lock();
        try {
            return status;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is online or over, or the time is up; answers what it is then. */
    public LinkStatus awaitOnline(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0
                    && status.state() != LinkState.ONLINE
                    && status.state() != LinkState.ENDED) {
                left = changed.awaitNanos(left);
            }
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return status;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Says goodbye, waiting at most a second, and ends for good. Reports that are not acknowledged
     * stay on disk.
     */
    @Override
    public void close() {
        Connection open = end();
        if (open != null) {
            lanes.awaitEmpty(LAST_WORDS);
            try {
                open.conversation()
                        .ask(
                                MethodName.SESSION_GOODBYE,
                                new SessionMethod.Goodbye(Optional.of("the session was ended")))
                        .orTimeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
            } catch (CompletionException notHeard) {
                LOG.debug("{}: goodbye was not answered", config.name());
            }
            open.close();
        }
        lanes.close();
        uploads.close();
    }

    private @Nullable Connection end() {
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            closed = true;
            status = new LinkStatus(LinkState.ENDED, "disconnected", runtime.clock().instant());
            changed.signalAll();
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void stayConnected(SocketAddress address, StudioCalls studioCalls) {
        ProjectNews news = new ProjectNews(studioCalls::news);
        boolean resume = config.resume();
        int failures = 0;
        while (!isClosed()) {
            become(LinkState.CONNECTING, "");
            Ending ending = liveOnce(address, studioCalls, news, resume);
            boolean wasOnline = status().state() == LinkState.ONLINE;
            failures = wasOnline ? 1 : failures + 1;
            resume |= wasOnline;
            if (isClosed()) {
                return;
            }
            switch (Reconnection.after(ending, failures, runtime.backoff(), runtime.random())) {
                case Reconnection.Never(String why) -> {
                    become(LinkState.ENDED, why);
                    return;
                }
                case Reconnection.After(Duration pause) -> {
                    become(LinkState.WAITING, ending.why());
                    pause(pause);
                }
                case Reconnection.Unknown(String why) -> {
                    become(LinkState.ENDED, why);
                    studioCalls.unknown();
                    return;
                }
            }
        }
    }

    /** One connection, from its making to its end. */
    private Ending liveOnce(
            SocketAddress address, StudioCalls studioCalls, ProjectNews news, boolean resume) {
        Connection connection = new Connection(config, http, runtime, studioCalls, news);
        if (!adopt(connection)) {
            return new Ending.Unreachable("disconnected");
        }
        try {
            List<SessionMethod.HeldRun> held = held(studioCalls);
            SessionMethod.HelloAnswer greeting =
                    connection.greet(
                            address,
                            new SessionMethod.Hello(
                                    SessionMethod.Hello.PROTOCOL,
                                    config.clientVersion(),
                                    resume,
                                    news.after(),
                                    held));
            apply(greeting.runs(), held, studioCalls);
            lanes.online(connection.conversation(), studioCalls);
            become(LinkState.ONLINE, "");
            try (Heart _ = heart(connection, greeting, studioCalls)) {
                return connection.ended().join();
            }
        } catch (LinkLost lost) {
            return lost.ending();
        } finally {
            lanes.offline();
            adopt(null);
            connection.close();
        }
    }

    private Heart heart(
            Connection connection, SessionMethod.HelloAnswer greeting, StudioCalls studioCalls) {
        Duration every =
                greeting.heartbeatSeconds() > 0
                        ? Duration.ofSeconds(greeting.heartbeatSeconds())
                        : config.heartbeat();
        return new Heart(
                runtime.timer(),
                every,
                connection,
                studioCalls,
                () -> held(studioCalls),
                http::keepIdentity);
    }

    /** A run with an unsent terminal report is held too: Studio must not give it away. */
    private List<SessionMethod.HeldRun> held(StudioCalls studioCalls) {
        List<SessionMethod.HeldRun> runs = new ArrayList<>(studioCalls.held());
        Set<UUID> listed = new HashSet<>();
        runs.forEach(run -> listed.add(run.run()));
        for (RunMethod report : outbox.pending()) {
            if (listed.add(report.run())) {
                runs.add(new SessionMethod.HeldRun(report.run(), report.fence()));
            }
        }
        return runs;
    }

    private static void apply(
            List<SessionMethod.RunDecision> decisions,
            List<SessionMethod.HeldRun> held,
            StudioCalls studioCalls) {
        for (SessionMethod.RunDecision decision : decisions) {
            if (decision.decision() == SessionMethod.Decision.CANCEL) {
                held.stream()
                        .filter(run -> run.run().equals(decision.run()))
                        .forEach(run ->
                                studioCalls.cancel(
                                        run.run(), run.fence(), FailureReason.SESSION_LOST));
            }
        }
    }

    private boolean adopt(@Nullable Connection connection) {
        lock.lock();
        try {
            current = connection;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void become(LinkState state, String detail) {
        lock.lock();
        try {
            if (!closed) {
                status = new LinkStatus(state, detail, runtime.clock().instant());
                changed.signalAll();
                LOG.info("session {} {} {}", config.name(), state, detail);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
