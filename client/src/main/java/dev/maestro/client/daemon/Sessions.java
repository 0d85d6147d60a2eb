package dev.maestro.client.daemon;

import dev.maestro.client.identity.Identities;
import dev.maestro.client.link.LinkRuntime;
import dev.maestro.client.link.LinkState;
import dev.maestro.client.link.LinkStatus;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.settings.WorktreeSettings;
import dev.maestro.client.state.Room;
import dev.maestro.client.work.Mirrors;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of this daemon: connected, kept on disk, connected again after a restart. Any thread
 * may use it. Each session goes its own way: one whose Studio does not answer, whose identity is
 * refused or whose repository is gone holds up no other ({@code SessionsApartTest}).
 */
public final class Sessions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration UNTIL_ONLINE = Duration.ofSeconds(20);
    private static final Duration REGISTER_AGAIN = Duration.ofSeconds(5);
    private static final Duration UNTIL_RESUMED = Duration.ofSeconds(5);

    private final MaestroHome home;
    private final LinkRuntime runtime;
    private final SavedSessions disk;
    private final Registrations registrations;
    private final WorktreeSettings settings;
    private final Mirrors mirrors;
    private final ReentrantLock saving = new ReentrantLock();
    private final Seats seats = new Seats();

    public Sessions(MaestroHome home, Identities identities, LinkRuntime runtime) {
        this.home = home;
        this.runtime = runtime;
        this.registrations = new Registrations(home, identities);
        this.disk = new SavedSessions(home.sessions());
        this.settings = WorktreeSettings.of(home);
        this.mirrors = new Mirrors(home, settings);
    }

    /**
     * Goes on with what a killed daemon left; waits a moment for it. To be called before anybody
     * can {@link #connect}: the same session opened twice would clear up after itself.
     */
    public void resume() {
        List<SavedSession> left = disk.all().stream().filter(saved -> !saved.goodbye()).toList();
        Together.within(
                UNTIL_RESUMED,
                "resume",
                left,
                saved -> seats.alone(saved.request(), () -> resume(saved)));
    }

    private boolean resume(SavedSession saved) {
        if (seats.seated(saved.request()).isPresent()) {
            return true;
        }
        try {
            open(saved, true);
            return true;
        } catch (RuntimeException broken) {
            LOG.error("session {} stays down", saved.request().name(), broken);
            staysDown(saved, broken, false);
            return false;
        }
    }

    /**
     * Registers what an earlier daemon took leave of; what cannot be registered now is tried again.
     */
    public void registerAgain() {
        disk.all().stream()
                .filter(SavedSession::goodbye)
                .forEach(saved ->
                        Thread.ofVirtual().name("register").start(() -> registerAgain(saved)));
    }

    /**
     * Registers and connects a session, or answers the one that is there already, and that goes on
     * leading when it does; waits until it is online, for at most 20 s.
     *
     * @throws Refused what Studio refused; nothing is kept then
     */
    public SessionView connect(SessionRequest request) {
        LiveSession session = seats.alone(request, () -> seat(request));
        LinkStatus status = session.awaitOnline(UNTIL_ONLINE);
        if (status.state() == LinkState.ENDED) {
            discard(session);
            throw new Refused(
                    RefusalCode.FORBIDDEN, "session " + request.name() + ": " + status.detail());
        }
        return session.view();
    }

    /** With the seat's lock. */
    private LiveSession seat(SessionRequest request) {
        seats.refuseWhenClosed();
        Optional<LiveSession> there = seats.seated(request);
        if (there.isPresent()) {
            LiveSession known = there.get();
            boolean over = known.view().state() == LinkState.ENDED;
            SessionRequest before = known.saved().request();
            if (!over && (before.equals(request) || before.equals(request.asLead()))) {
                return known;
            }
            seats.leave(known);
            known.close();
        }
        SavedSession saved = anew(request, there.map(LiveSession::saved));
        disk.save(saved);
        there.ifPresent(known -> forgetUnlessSame(known.saved(), saved));
        seats.down().stream()
                .map(DownSession::saved)
                .filter(old -> old.request().sameSeat(request))
                .forEach(old -> forgetUnlessSame(old, saved));
        try {
            return open(saved, false);
        } catch (RuntimeException broken) {
            disk.forget(saved.registration().session());
            throw broken;
        }
    }

    /** What it replaces stays on disk until Studio has answered: who looks there misses nobody. */
    private SavedSession anew(SessionRequest request, Optional<SavedSession> replaced) {
        try {
            return new SavedSession(request, registrations.register(request), false);
        } catch (RuntimeException refused) {
            replaced.ifPresent(old -> disk.forget(old.registration().session()));
            throw refused;
        }
    }

    /**
     * Ends sessions for good, also those that are down.
     *
     * @throws Refused {@code not_found} when no session has that name
     */
    public List<String> disconnect(ControlMethod.Disconnect wanted) {
        Optional<String> name = wanted.name();
        List<LiveSession> live =
                seats.live().stream().filter(one -> isMeant(one.saved(), wanted)).toList();
        List<DownSession> down =
                seats.down().stream().filter(one -> isMeant(one.saved(), wanted)).toList();
        if (live.isEmpty() && down.isEmpty() && name.isPresent()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND, "there is no session %s here".formatted(name.get()));
        }
        down.forEach(one -> {
            seats.forget(one);
            disk.forget(one.saved().registration().session());
        });
        Together.all("disconnect", live, this::discard);
        return Stream.concat(
                        live.stream().map(LiveSession::saved),
                        down.stream().map(DownSession::saved))
                .map(saved -> saved.request().name())
                .toList();
    }

    private static boolean isMeant(SavedSession saved, ControlMethod.Disconnect wanted) {
        SessionRequest request = saved.request();
        return wanted.name().map(request.name()::equals).orElse(true)
                && wanted.project().map(request.project()::equals).orElse(true);
    }

    /** What a person here asks of them and their runs. */
    RunOrders orders() {
        return new RunOrders(new Here(seats::live));
    }

    /** What a person here says to agents. */
    SteeringOrders steering() {
        return new SteeringOrders(new Here(seats::live));
    }

    /** Asks each Studio what stands there, on threads of their own. */
    void lookAtDirectives() {
        seats.live().forEach(session -> session.standing().lookSoon());
    }

    /** By their names. */
    public List<SessionView> views() {
        return Stream.concat(
                        seats.live().stream().map(LiveSession::view),
                        seats.down().stream().map(DownSession::view))
                .sorted(Comparator.comparing(SessionView::name))
                .toList();
    }

    /** As {@link PersonsTasks#done}. */
    public RunLine taskDone(Optional<String> which) {
        return PersonsTasks.done(seats.live(), which);
    }

    /** Ends all at the same time; they stay on disk, for the next daemon. */
    @Override
    public void close() {
        Together.all("close", seats.close(), this::takeLeave);
        mirrors.close();
    }

    private void takeLeave(LiveSession session) {
        session.close();
        disk.save(session.saved().afterGoodbye());
    }

    /** Gives back the room of worktrees that no run has needed since the last call. */
    public void tidy() {
        mirrors.tidy();
    }

    /** What all work takes of the disk, as it was measured last. */
    Optional<Room> room() {
        return mirrors.room();
    }

    /** How often {@link #save} is due. */
    Duration snapshotEvery() {
        return settings.snapshotEvery();
    }

    /** Brings the unfinished work of all runs to safety; does nothing while it is doing so. */
    void save() {
        if (saving.tryLock()) {
            try {
                seats.live().forEach(session -> session.work().save());
            } finally {
                saving.unlock();
            }
        }
    }

    private void discard(LiveSession session) {
        seats.leave(session);
        session.close();
        disk.forget(session.saved().registration().session());
    }

    /** With the seat's lock. */
    private LiveSession open(SavedSession saved, boolean resume) {
        UUID id = saved.registration().session();
        LiveSession session =
                LiveSession.open(
                        saved,
                        resume,
                        home,
                        registrations.http(saved.request()),
                        runtime,
                        mirrors,
                        () -> seats.find(id).ifPresent(this::discard),
                        () -> seats.find(id).ifPresent(this::startAgain));
        if (!seats.take(session)) {
            takeLeave(session);
            seats.refuseWhenClosed();
        }
        return session;
    }

    /** Studio forgot the session: stop its work, which is nobody's now, and register anew. */
    private void startAgain(LiveSession session) {
        seats.leave(session);
        session.close();
        registerAgain(session.saved());
    }

    private void registerAgain(SavedSession saved) {
        seats.alone(saved.request(), () -> registeredAgain(saved));
    }

    /** With the seat's lock. */
    private boolean registeredAgain(SavedSession saved) {
        if (seats.isClosed()) {
            return false;
        }
        Optional<LiveSession> meanwhile = seats.seated(saved.request());
        if (meanwhile.isPresent()) {
            forgetUnlessSame(saved, meanwhile.get().saved());
            return true;
        }
        SavedSession anew;
        try {
            anew =
                    new SavedSession(
                            saved.request(), registrations.register(saved.request()), false);
        } catch (StudioUnreachable | Refused notNow) {
            LOG.warn("{} is not registered: {}", saved.request().name(), notNow.getMessage());
            staysDown(saved, notNow, isWorthTrying(notNow));
            if (isWorthTrying(notNow)) {
                later(() -> registerAgainUnlessForgotten(saved));
            }
            return false;
        }
        disk.save(anew);
        forgetUnlessSame(saved, anew);
        return resume(anew);
    }

    /** A person may have disconnected it while it was down. */
    private void registerAgainUnlessForgotten(SavedSession saved) {
        if (seats.down().stream().anyMatch(one -> one.saved().equals(saved))) {
            registerAgain(saved);
        }
    }

    private void staysDown(SavedSession saved, RuntimeException why, boolean tried) {
        seats.staysDown(
                new DownSession(
                        saved, String.valueOf(why.getMessage()), tried, runtime.clock().instant()));
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
}
