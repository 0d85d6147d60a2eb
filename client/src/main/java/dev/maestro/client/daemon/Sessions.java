package dev.maestro.client.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.client.identity.Identities;
import dev.maestro.client.link.LinkRuntime;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.link.LinkStatus;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.platform.MachineId;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.work.Mirrors;
import dev.maestro.client.work.Workshop;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of this daemon: connected, kept on disk, connected again after a restart. Any thread
 * may use it; connecting and disconnecting go one at a time.
 */
public final class Sessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration UNTIL_ONLINE = Duration.ofSeconds(20);
    private static final Duration REGISTER_AGAIN = Duration.ofSeconds(5);

    private final MaestroHome home;
    private final Identities identities;
    private final LinkRuntime runtime;
    private final SavedSessions disk;
    private final Mirrors mirrors = new Mirrors();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<UUID, LiveSession> live = new HashMap<>();
    private boolean closed;

    public Sessions(MaestroHome home, Identities identities, LinkRuntime runtime) {
        this.home = home;
        this.identities = identities;
        this.runtime = runtime;
        this.disk = new SavedSessions(home.sessions());
    }

    /**
     * Goes on with what a killed daemon left. To be called before anybody can {@link #connect}: the
     * same session opened twice would clear up after itself.
     */
    public void resume() {
        disk.all().stream().filter(saved -> !saved.goodbye()).forEach(this::resume);
    }

    private void resume(SavedSession saved) {
        lock.lock();
        try {
            open(saved, true);
        } catch (RuntimeException broken) {
            LOG.error("session {} stays down", saved.request().name(), broken);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Registers what an earlier daemon took leave of; what cannot be registered now is tried again.
     */
    public void registerAgain() {
        disk.all().stream().filter(SavedSession::goodbye).forEach(this::registerAgain);
    }

    /**
     * Registers and connects a session, or answers the one that is there already; waits until it is
     * online, for at most 20 s.
     *
     * @throws Refused what Studio refused; nothing is kept then
     */
    public SessionView connect(SessionRequest request) {
        LiveSession session = seat(request);
        LinkStatus status = session.awaitOnline(UNTIL_ONLINE);
        if (status.state() == LinkState.ENDED) {
            discard(session);
            throw new Refused(
                    RefusalCode.FORBIDDEN, "session " + request.name() + ": " + status.detail());
        }
        return session.view();
    }

    private LiveSession seat(SessionRequest request) {
        lock.lock();
        try {
            Optional<LiveSession> there = seated(request);
            if (there.isPresent()) {
                LiveSession known = there.get();
                boolean over = known.view().state() == LinkState.ENDED;
                if (known.saved().request().equals(request) && !over) {
                    return known;
                }
                discard(known);
            }
            SavedSession saved = new SavedSession(request, register(request), false);
            disk.save(saved);
            return open(saved, false);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends sessions for good.
     *
     * @param name which one; empty means every one
     * @throws Refused {@code not_found} when no session has that name
     */
    public List<String> disconnect(Optional<String> name) {
        List<LiveSession> chosen =
                snapshot().stream()
                        .filter(one ->
                                name.isEmpty() || one.saved().request().name().equals(name.get()))
                        .toList();
        if (chosen.isEmpty() && name.isPresent()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND, "there is no session %s here".formatted(name.get()));
        }
        chosen.forEach(this::discard);
        return chosen.stream().map(one -> one.saved().request().name()).toList();
    }

    /** What a person here asks of them and their runs. */
    RunOrders orders() {
        return new RunOrders(this::snapshot);
    }

    /** By their names. */
    public List<SessionView> views() {
        return snapshot().stream()
                .map(LiveSession::view)
                .sorted(Comparator.comparing(SessionView::name))
                .toList();
    }

    /**
     * A person finished a run: the one that waits, or the one whose run, task or task number is
     * named.
     *
     * @throws Refused {@code not_found} or, when several wait, {@code invalid_params}
     */
    public RunLine taskDone(Optional<String> which) {
        Map<RunLine, Workshop> waiting = new HashMap<>();
        for (LiveSession session : snapshot()) {
            session.work().runs().stream()
                    .map(RunLine::of)
                    .filter(RunLine::waitsForPerson)
                    .filter(run -> which.isEmpty() || run.isCalled(which.get()))
                    .forEach(run -> waiting.put(run, session.work()));
        }
        if (waiting.isEmpty()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    which.map("no task %s waits for a person here"::formatted)
                            .orElse("no task waits for a person here"));
        }
        if (waiting.size() > 1) {
            throw Refused.invalid(
                    "task", "several tasks wait for a person: say which (maestro task list)");
        }
        Map.Entry<RunLine, Workshop> one = waiting.entrySet().iterator().next();
        if (!one.getValue().taskDone(one.getKey().run())) {
            throw new Refused(RefusalCode.NOT_FOUND, "it does not wait any more");
        }
        return one.getKey();
    }

    /** Ends all at the same time; they stay on disk, for the next daemon. */
    @Override
    public void close() {
        List<LiveSession> ending;
        lock.lock();
        try {
            closed = true;
            ending = List.copyOf(live.values());
            live.clear();
        } finally {
            lock.unlock();
        }
        List<Thread> closing = new ArrayList<>();
        for (LiveSession session : ending) {
            closing.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                session.close();
                                disk.save(session.saved().afterGoodbye());
                            }));
        }
        for (Thread thread : closing) {
            join(thread);
        }
        mirrors.close();
    }

    /** Gives back the room of worktrees that no run has needed since the last call. */
    public void tidy() {
        mirrors.tidy();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<LiveSession> snapshot() {
        lock.lock();
        try {
            return List.copyOf(live.values());
        } finally {
            lock.unlock();
        }
    }

    private void discard(LiveSession session) {
        UUID id = session.saved().registration().session();
        lock.lock();
        try {
            live.remove(id, session);
        } finally {
            lock.unlock();
        }
        session.close();
        disk.forget(id);
    }

    /** With the lock held. */
    private Optional<LiveSession> seated(SessionRequest request) {
        return live.values().stream()
                .filter(one -> one.saved().request().sameSeat(request))
                .findFirst();
    }

    private Registration register(SessionRequest request) {
        JsonNode answer =
                http(request)
                        .create(
                                "/api/v1/agent-sessions",
                                new NewSession(
                                        request.project(),
                                        request.name(),
                                        request.kind(),
                                        request.provider().name(),
                                        request.purposes(),
                                        request.skills(),
                                        request.capacity(),
                                        MachineId.of(home)));
        return Registration.of(answer);
    }

    private StudioHttp http(SessionRequest request) {
        return identities.studio(identities.choose(Optional.of(request.studio())));
    }

    /** With the lock held. */
    private LiveSession open(SavedSession saved, boolean resume) {
        if (closed) {
            throw new Refused(RefusalCode.CAPACITY, "the daemon is about to end");
        }
        UUID id = saved.registration().session();
        LiveSession session =
                LiveSession.open(
                        saved,
                        resume,
                        home,
                        http(saved.request()),
                        runtime,
                        mirrors,
                        () -> disconnectOne(id),
                        () -> startAgain(id));
        live.put(id, session);
        return session;
    }

    private void disconnectOne(UUID id) {
        LiveSession session = known(id);
        if (session != null) {
            discard(session);
        }
    }

    /** Studio forgot the session: stop its work, which is nobody's now, and register anew. */
    private void startAgain(UUID id) {
        LiveSession session = known(id);
        if (session != null) {
            lock.lock();
            try {
                live.remove(id, session);
            } finally {
                lock.unlock();
            }
            session.close();
            registerAgain(session.saved());
        }
    }

    private @Nullable LiveSession known(UUID id) {
        lock.lock();
        try {
            return live.get(id);
        } finally {
            lock.unlock();
        }
    }

    private void registerAgain(SavedSession saved) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            Optional<LiveSession> meanwhile = seated(saved.request());
            if (meanwhile.isPresent()) {
                forgetUnlessSame(saved, meanwhile.get().saved());
                return;
            }
            SavedSession anew = new SavedSession(saved.request(), register(saved.request()), false);
            disk.save(anew);
            forgetUnlessSame(saved, anew);
            open(anew, false);
        } catch (StudioUnreachable | Refused notNow) {
            LOG.warn("{} is not registered: {}", saved.request().name(), notNow.getMessage());
            if (isWorthTrying(notNow)) {
                later(() -> registerAgain(saved));
            }
        } finally {
            lock.unlock();
        }
    }

    private void forgetUnlessSame(SavedSession old, SavedSession anew) {
        UUID id = old.registration().session();
        if (!anew.registration().session().equals(id)) {
            disk.forget(id);
        }
    }

    private static boolean isWorthTrying(RuntimeException why) {
        return !(why instanceof Refused refused)
                || refused.code().kind() == RefusalCode.Kind.TRY_LATER
                || refused.code().kind() == RefusalCode.Kind.FAULT;
    }

    private void later(Runnable step) {
        try {
            runtime.timer()
                    .schedule(
                            () -> Thread.ofVirtual().name("register").start(step),
                            REGISTER_AGAIN.toMillis(),
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException shuttingDown) {
            LOG.debug("not tried again: the daemon ends");
        }
    }

    private record NewSession(
            UUID project,
            String name,
            SessionKind kind,
            String provider,
            List<Purpose> purposes,
            List<SkillLevel> skills,
            int capacity,
            String machine) {}
}
