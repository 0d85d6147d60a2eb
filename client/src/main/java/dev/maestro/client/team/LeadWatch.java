package dev.maestro.client.team;

import dev.maestro.client.daemon.ControlMethod;
import dev.maestro.client.daemon.DaemonClient;
import dev.maestro.client.daemon.DaemonView;
import dev.maestro.client.daemon.SavedSessions;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.Refused;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a worker, once, that its lead is gone: the process ended, or it no longer has the lead's
 * session. Any thread may close it.
 */
public final class LeadWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeadWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Lead lead;
    private final MaestroHome home;
    private final Runnable whenGone;
    private final AtomicBoolean told = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lead-watch").factory());

    /**
     * @param home the lead's
     * @param whenGone called by a thread of its own
     */
    public static LeadWatch start(Lead lead, MaestroHome home, Runnable whenGone) {
        LeadWatch watch = new LeadWatch(lead, home, whenGone);
        watch.timer.scheduleWithFixedDelay(watch::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        lead.process()
                .ifPresent(process ->
                        process.onExit().thenRun(() -> watch.gone("its process has ended")));
        return watch;
    }

    private LeadWatch(Lead lead, MaestroHome home, Runnable whenGone) {
        this.lead = lead;
        this.home = home;
        this.whenGone = whenGone;
    }

    private void look() {
        if (lead.process().isEmpty()) {
            gone("its process has ended");
        } else if (!hasSession()) {
            gone("its session has ended");
        }
    }

    /**
     * One that is about to register again is on disk. What cannot be read or answered at this
     * moment is not thought to be gone.
     */
    private boolean hasSession() {
        try {
            Optional<DaemonClient> daemon = DaemonClient.find(home);
            return daemon.isEmpty()
                    || daemon
                            .get()
                            .ask(ControlMethod.STATUS, Map.of(), DaemonView.class)
                            .sessions()
                            .stream()
                            .anyMatch(lead::isSession)
                    || SavedSessions.requests(home).stream().anyMatch(lead::isSession);
        } catch (Refused | UncheckedIOException busy) {
            return true;
        }
    }

    private void gone(String why) {
        if (told.compareAndSet(false, true)) {
            LOG.info("the lead (process {}) is gone: {}", lead.pid(), why);
            Thread.ofPlatform().name("lead-gone").start(whenGone);
        }
    }

    @Override
    public void close() {
        told.set(true);
        timer.shutdownNow();
    }
}
