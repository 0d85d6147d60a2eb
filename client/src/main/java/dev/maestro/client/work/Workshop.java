package dev.maestro.client.work;

import dev.maestro.client.provider.AgentEvent;
import dev.maestro.client.provider.AllowedEnvironment;
import dev.maestro.client.provider.Providers;
import dev.maestro.client.sandbox.Sandbox;
import dev.maestro.client.sandbox.Territory;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod.HeldRun;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All the work of one session on this machine. Methods return at once and may be called by any
 * thread; each run has a thread of its own. Close it before its {@link Reports}.
 */
public final class Workshop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final Set<Purpose> KNOWN =
            EnumSet.of(
                    Purpose.DEVELOP, Purpose.TEST, Purpose.REVIEW, Purpose.CHECK, Purpose.RELEASE);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(4);
    private static final int KEPT_LOGS = 200;

    private final Tools tools;
    private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
    private final Limits limits = new Limits();

    /** Held while a run is taken, and to close: no run is taken that nobody would end. */
    private final ReentrantLock taking = new ReentrantLock();

    private boolean closed;

    private Workshop(Tools tools) {
        this.tools = tools;
    }

    /**
     * Opens the workshop and first cleans up after a daemon that was killed: its processes are
     * ended, its unfinished work is kept under the tasks' hidden refs, its worktrees are removed.
     *
     * @throws dev.maestro.protocol.Refused when the provider's configuration does not fit
     * @throws dev.maestro.git.GitFailed when the user's clone has no remote
     */
    public static Workshop open(WorkshopConfig config, Reports reports, InstantSource clock) {
        Map<String, String> environment =
                AllowedEnvironment.of(System.getenv(), config.provider().environment());
        Mirror mirror = config.mirrors().of(config.project(), config.repository());
        Tools tools =
                new Tools(
                        config,
                        mirror,
                        Providers.of(config.provider(), System.getenv()),
                        Sandbox.of(config.settings().sandbox(), territory(config)),
                        environment,
                        reports,
                        clock);
        new Recovery(config, mirror).recover();
        RunFiles.prune(config.home(), KEPT_LOGS);
        return new Workshop(tools);
    }

    private static Territory territory(WorkshopConfig config) {
        return Territory.of(
                System.getenv(),
                config.home(),
                config.project(),
                config.repository(),
                config.provider().readable(),
                config.provider().writable());
    }

    /** Takes a run or refuses it; either answer goes through {@link Reports}. */
    public void dispatch(Dispatch packet) {
        taking.lock();
        try {
            take(packet);
        } finally {
            taking.unlock();
        }
    }

    private void take(Dispatch packet) {
        Optional<RunMethod.Refuse> refusal = refusal(packet);
        if (refusal.isPresent()) {
            LOG.info("run {} refused: {}", packet.run(), refusal.get().detail());
            tools.reports().send(refusal.get());
            return;
        }
        Attempt earlier = attempts.get(packet.run());
        if (earlier != null && earlier.packet().fence() >= packet.fence()) {
            if (earlier.packet().fence() == packet.fence()) {
                accept(packet);
            }
            return;
        }
        if (earlier != null) {
            earlier.stop(FailureReason.SESSION_LOST);
        }
        accept(packet);
        Attempt attempt = new Attempt(tools, packet, Optional.ofNullable(earlier), this::ended);
        attempts.put(packet.run(), attempt);
        LOG.info(
                "run {} {} taken (fence {}, attempt {})",
                packet.run(),
                packet.purpose(),
                packet.fence(),
                packet.attempt());
        attempt.start();
    }

    private void accept(Dispatch packet) {
        tools.reports().send(new RunMethod.Accept(packet.run(), packet.fence()));
    }

    private Optional<RunMethod.Refuse> refusal(Dispatch packet) {
        if (!KNOWN.contains(packet.purpose())) {
            return Optional.of(refuse(packet, FailureReason.PROVIDER_MISSING));
        }
        if (closed) {
            return Optional.of(refuse(packet, FailureReason.AT_CAPACITY));
        }
        long others =
                attempts.values().stream()
                        .filter(attempt -> !attempt.packet().run().equals(packet.run()))
                        .count();
        if (others >= tools.config().capacity()) {
            return Optional.of(refuse(packet, FailureReason.AT_CAPACITY));
        }
        return tools.config()
                .mirrors()
                .room()
                .filter(room -> room.isFull() && !attempts.containsKey(packet.run()))
                .map(room ->
                        new RunMethod.Refuse(
                                packet.run(),
                                packet.fence(),
                                FailureReason.AT_CAPACITY,
                                room.sentence()));
    }

    private static RunMethod.Refuse refuse(Dispatch packet, FailureReason why) {
        return new RunMethod.Refuse(packet.run(), packet.fence(), why, why.sentence());
    }

    /** Stops a run of that fence or an older one; its uncommitted work is kept. */
    public void cancel(UUID run, long fence, FailureReason why) {
        Attempt attempt = attempts.get(run);
        if (attempt != null && attempt.packet().fence() <= fence) {
            attempt.stop(why);
        }
    }

    /**
     * A directive for a run that is under way; says when the agent hears of it, to Studio too when
     * it has a name there.
     *
     * @param directive Studio's name for it; one that was given already is not given again
     */
    public Delivery steer(UUID run, String text, Optional<UUID> directive) {
        Attempt attempt = attempts.get(run);
        return attempt == null ? Delivery.NEXT_RUN : attempt.steer(text, directive);
    }

    /**
     * A person answers what an agent asked.
     *
     * @return false when nobody waits for it any more
     */
    public boolean answer(UUID run, UUID question, String answer) {
        Attempt attempt = attempts.get(run);
        return attempt != null && attempt.answer(question, answer);
    }

    /**
     * Answers a question of an agent.
     *
     * @return when the agent hears it; empty when no such question waits here
     */
    public Optional<Delivery> answer(UUID question, boolean yes, Optional<String> words) {
        return attempts.values().stream()
                .flatMap(attempt -> attempt.answer(question, yes, words).stream())
                .findFirst();
    }

    /**
     * A person at this machine ends a run; Studio is told, and asks what to do.
     *
     * @return false when no such run is here
     */
    public boolean cancel(UUID run) {
        Attempt attempt = attempts.get(run);
        if (attempt == null) {
            return false;
        }
        attempt.cancel();
        return true;
    }

    /**
     * What a run said after that line; waits until there is something.
     *
     * @return empty when no such run is here
     */
    public Optional<OutputPiece> output(UUID run, long after, Duration patience)
            throws InterruptedException {
        Attempt attempt = attempts.get(run);
        return attempt == null ? Optional.empty() : Optional.of(attempt.output(after, patience));
    }

    /** The provider's limits as far as they are known, until they reset. */
    public List<AgentEvent.LimitWindow> limits() {
        attempts.values().forEach(attempt -> limits.heard(attempt.view().live().limits()));
        return limits.known(tools.clock().instant());
    }

    /** The runs that live here now, for {@code session.hello} and the heartbeat. */
    public List<HeldRun> held() {
        return attempts.values().stream()
                .map(attempt -> new HeldRun(attempt.packet().run(), attempt.packet().fence()))
                .toList();
    }

    /** Studio has no room for the run's output: the run pauses, nothing is lost. */
    public void storageFull(UUID run) {
        Attempt attempt = attempts.get(run);
        if (attempt != null) {
            attempt.stop(FailureReason.STORAGE_FULL);
        }
    }

    /**
     * A person says that the work on a task or a run is done.
     *
     * @return false when nothing here waits for a person under that id
     */
    public boolean taskDone(UUID taskOrRun) {
        Predicate<RunView> named =
                view ->
                        view.run().equals(taskOrRun)
                                || view.task().filter(taskOrRun::equals).isPresent();
        return attempts.values().stream()
                .filter(attempt -> named.test(attempt.view()) && attempt.view().waitsForPerson())
                .findFirst()
                .map(attempt -> {
                    attempt.handOver();
                    return true;
                })
                .orElse(false);
    }

    /** Brings the unfinished work of all runs to safety; takes as long as that takes. */
    public void save() {
        attempts.values().forEach(Attempt::save);
    }

    public List<RunView> runs() {
        return attempts.values().stream().map(Attempt::view).toList();
    }

    private void ended(Attempt attempt) {
        limits.heard(attempt.view().live().limits());
        attempts.remove(attempt.packet().run(), attempt);
    }

    /** Takes nothing more, stops everything and keeps what is unfinished; waits a few seconds. */
    @Override
    public void close() {
        Collection<Attempt> live = closing();
        live.forEach(attempt ->
                Thread.startVirtualThread(() -> attempt.stop(FailureReason.SESSION_LOST)));
        long deadline = System.nanoTime() + LAST_PATIENCE.toNanos();
        try {
            for (Attempt attempt : live) {
                long left = Math.max(1, deadline - System.nanoTime());
                if (!attempt.join(Duration.ofNanos(left))) {
                    LOG.warn("run {} did not end in time", attempt.packet().run());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Collection<Attempt> closing() {
        taking.lock();
        try {
            closed = true;
            return List.copyOf(attempts.values());
        } finally {
            taking.unlock();
        }
    }
}
