package dev.maestro.studio.fleet;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.WorkEvent.SessionNews;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.workspace.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the sessions. Whether a session is connected, to this Studio or to another of the
 * database, is known in memory only: sockets do not outlive the program either. Any thread may use
 * it.
 */
public final class Fleet {

    /** How long a run stays with a session that says nothing, and a session online. */
    public static final Duration LEASE = Duration.ofSeconds(90);

    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    private static final int MOST_SEATS = 64;
    private static final Set<Purpose> BY_SESSIONS =
            Set.copyOf(
                    EnumSet.of(
                            Purpose.PLAN,
                            Purpose.ANALYZE,
                            Purpose.DEVELOP,
                            Purpose.TEST,
                            Purpose.REVIEW,
                            Purpose.CHECK,
                            Purpose.RELEASE));

    private final Database database;
    private final Projects projects;
    private final Duration lease;
    private final Predicate<SocketId> open;
    private final ConcurrentHashMap<SessionId, SocketId> sockets = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<SessionId, SocketId> elsewhere = new ConcurrentHashMap<>();

    private Fleet(Database database, Projects projects, Duration lease, Predicate<SocketId> open) {
        this.database = database;
        this.projects = projects;
        this.lease = lease;
        this.open = open;
    }

    /** With {@link #LEASE}. */
    public static Fleet open(Database database, Projects projects) {
        return open(database, projects, LEASE, _ -> false);
    }

    /**
     * The silence before this start was ours: all that were here count as just heard.
     *
     * @param lease how long a session may be silent: three heartbeats
     * @param open whether a socket is open on any of the database's studios
     */
    public static Fleet open(
            Database database, Projects projects, Duration lease, Predicate<SocketId> open) {
        database.inTransactionDo(FleetStore::allHeard);
        return new Fleet(database, projects, lease, open);
    }

    public Duration lease() {
        return lease;
    }

    /** How often a session is to be heard of. */
    public Duration heartbeat() {
        return lease.dividedBy(3);
    }

    /**
     * The same user, machine and name in a project get the same session again, with what it can do
     * brought up to date.
     *
     * @throws Refused {@code invalid_params}, {@code not_found} or {@code forbidden}
     */
    public Session register(UserId by, NewSession wanted) {
        if (wanted.name().isBlank() || wanted.name().length() > 60) {
            throw Refused.invalid("name", "a session's name has 1 to 60 characters");
        }
        if (wanted.machine().isBlank() || wanted.machine().length() > 100) {
            throw Refused.invalid("machine", "a machine's name has 1 to 100 characters");
        }
        if (wanted.capacity() < 1 || wanted.capacity() > MOST_SEATS) {
            throw Refused.invalid("capacity", "a session has 1 to %d seats".formatted(MOST_SEATS));
        }
        if (wanted.purposes().isEmpty() || !BY_SESSIONS.containsAll(wanted.purposes())) {
            throw Refused.invalid(
                    "purposes",
                    "a session accepts some of plan, analyze, develop, test, review, check, release");
        }
        return database.inTransaction(tx -> {
            projects.require(tx, by, wanted.project(), Permission.RUN_WORK);
            return FleetStore.register(tx, SessionId.random(), by, wanted);
        });
    }

    /**
     * @throws Refused {@code not_found}
     */
    public Session session(SessionId id) {
        return database.reading(tx -> session(tx, id));
    }

    /** As {@link #session(SessionId)}, inside the caller's transaction. */
    public Session session(Transaction tx, SessionId id) {
        return FleetStore.find(tx, id).orElseThrow(() -> Refused.notFound("session", id));
    }

    public Optional<Session> find(SessionId id) {
        return database.reading(tx -> FleetStore.find(tx, id));
    }

    /** All that have not ended, by name. */
    public List<Session> ofProject(ProjectId project) {
        return database.reading(tx -> FleetStore.ofProject(tx, project));
    }

    /** Whether a socket of this Studio speaks for the session now. */
    public boolean connected(SessionId session) {
        return sockets.containsKey(session);
    }

    /** The sessions that are connected here, with the sockets that speak for them. */
    public Map<SessionId, SocketId> connected() {
        return Map.copyOf(sockets);
    }

    /** A socket of another Studio speaks for the session now. */
    public void connectedElsewhere(SessionId session, SocketId socket) {
        sockets.remove(session);
        elsewhere.put(session, socket);
    }

    /** The socket that speaks for the session now. */
    public Optional<SocketId> socket(SessionId session) {
        return Optional.ofNullable(sockets.get(session));
    }

    /** Whether the session takes new runs from this Studio now. */
    public boolean available(Session session, Instant now) {
        return connected(session.id()) && takes(session, now);
    }

    /** Whether the session takes new runs now, from whichever Studio it is connected to. */
    public boolean availableAnywhere(Session session, Instant now) {
        return available(session, now)
                || takes(session, now)
                        && Optional.ofNullable(elsewhere.get(session.id()))
                                .filter(open)
                                .isPresent();
    }

    /** Whether it takes new runs, if it can be reached. */
    public static boolean takes(Session session, Instant now) {
        return session.state() == SessionState.ONLINE
                && !session.limitedUntil().filter(now::isBefore).isPresent();
    }

    /**
     * The session is here, on this socket; answers the socket that spoke for it before.
     *
     * @throws Refused {@code not_found}; {@code invalid_transition} when it has ended
     */
    public Optional<SocketId> hello(SessionId id, SocketId socket) {
        heard(id);
        Optional<SocketId> other = Optional.ofNullable(elsewhere.remove(id)).filter(open);
        return Optional.ofNullable(sockets.put(id, socket))
                .or(() -> other)
                .filter(before -> !before.equals(socket));
    }

    /** A sign of life; also brings back a session that was given up. */
    public void heard(SessionId id) {
        database.inTransactionDo(tx -> {
            Session session = lock(tx, id);
            SessionState next = SessionState.LIFECYCLE.next(session.state(), SessionTrigger.HEAR);
            FleetStore.heard(tx, id, next);
            if (next != session.state()) {
                step(tx, session, next, new SessionNews.Online(id.value(), session.name()));
            }
        });
    }

    /**
     * Takes nothing new from now on; the session itself hears it from the caller. Asked for by its
     * own user, or by one who may steer.
     *
     * @throws Refused {@code not_found}, {@code forbidden}; {@code invalid_transition} for one that
     *     is not online
     */
    public void drain(UserId by, SessionId id) {
        database.inTransactionDo(tx -> {
            Session session = lock(tx, id);
            projects.require(tx, by, session.projectId(), needed(by, session));
            SessionState next = SessionState.LIFECYCLE.next(session.state(), SessionTrigger.DRAIN);
            FleetStore.state(tx, id, next);
            step(
                    tx,
                    session,
                    next,
                    new SessionNews.Limited(id.value(), "draining", Optional.empty()));
        });
    }

    private static Permission needed(UserId by, Session session) {
        return session.userId().equals(by) ? Permission.RUN_WORK : Permission.STEER;
    }

    /** The session ends by its own will; its runs are another room's matter. */
    public void goodbye(SessionId id, String reason) {
        sockets.remove(id);
        elsewhere.remove(id);
        database.inTransactionDo(tx -> {
            Session session = lock(tx, id);
            if (session.state() != SessionState.OFFLINE) {
                SessionState next =
                        SessionState.LIFECYCLE.next(session.state(), SessionTrigger.END);
                FleetStore.state(tx, id, next);
                step(tx, session, next, new SessionNews.Offline(id.value(), reason));
            }
        });
    }

    /**
     * As {@link #goodbye}, asked for by a user: the session's own, or one who may steer.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public void end(UserId by, SessionId id) {
        Session session = session(id);
        projects.require(by, session.projectId(), needed(by, session));
        goodbye(id, "ended by a user");
    }

    /** The socket is gone; the session has until the end of its silence to come back. */
    public void disconnected(SocketId socket) {
        sockets.values().removeIf(socket::equals);
    }

    /**
     * This socket no longer hears what is said to the session; one that has taken its place is not
     * touched. The session is not asked to run anything until it says hello again.
     */
    public void disconnected(SessionId session, SocketId socket) {
        sockets.remove(session, socket);
    }

    /** Gives up those that were silent for too long, and names them. */
    public List<SessionId> loseSilent() {
        List<SessionId> silent =
                database.reading(tx -> FleetStore.silent(tx, tx.now().minus(lease)));
        for (SessionId id : silent) {
            database.inTransactionDo(tx -> {
                Session session = lock(tx, id);
                boolean still = session.lastHeard().isBefore(tx.now().minus(lease));
                if (still && SessionState.LIFECYCLE.allows(session.state(), SessionTrigger.LOSE)) {
                    FleetStore.state(tx, id, SessionState.LOST);
                    step(
                            tx,
                            session,
                            SessionState.LOST,
                            new SessionNews.Offline(id.value(), "silent for too long"));
                }
            });
        }
        return silent;
    }

    /** For the room of runs: whether nobody speaks for the session any more. */
    public boolean gone(Transaction tx, SessionId id) {
        SessionState state = session(tx, id).state();
        return state == SessionState.LOST || state == SessionState.OFFLINE;
    }

    /**
     * The session, when it is this user's own and still one that works in its project.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public Session own(UserId user, SessionId id) {
        Session session =
                find(id).filter(found -> found.userId().equals(user))
                        .filter(found -> found.state() != SessionState.OFFLINE)
                        .orElseThrow(() -> Refused.notFound("session", id));
        projects.require(user, session.projectId(), Permission.RUN_WORK);
        return session;
    }

    /** Those of the sessions that have ended. */
    public Set<SessionId> ended(Collection<SessionId> ids) {
        return ids.isEmpty() ? Set.of() : database.reading(tx -> FleetStore.ended(tx, ids));
    }

    /** For the room of runs: the session's provider rests until then. */
    public void limited(Transaction tx, SessionId id, Instant until) {
        FleetStore.limited(tx, id, until);
        Session session = session(tx, id);
        publish(
                tx,
                session,
                new SessionNews.Limited(id.value(), "provider_limit", Optional.of(until)));
    }

    /** For the room of runs, which has locked the session: whether it holds a run now. */
    public void busy(Transaction tx, SessionId id, boolean busy) {
        if (FleetStore.busy(tx, id, busy)) {
            publish(
                    tx,
                    session(tx, id),
                    busy ? new SessionNews.Busy(id.value()) : new SessionNews.Idle(id.value()));
        }
    }

    /** For the room of runs: no new run before that time; a longer limit stands. */
    public void rests(Transaction tx, SessionId id, Instant until) {
        FleetStore.rests(tx, id, until);
    }

    private static Session lock(Transaction tx, SessionId id) {
        return FleetStore.lock(tx, id).orElseThrow(() -> Refused.notFound("session", id));
    }

    private static void step(Transaction tx, Session session, SessionState next, SessionNews news) {
        publish(tx, session, news);
        tx.afterCommit(() ->
                LOG.info(
                        "session {} {} {} → {}",
                        session.id(),
                        session.name(),
                        session.state(),
                        next));
    }

    private static void publish(Transaction tx, Session session, SessionNews news) {
        tx.publish(
                ProjectEvent.of(session.projectId().value(), news.type(), news)
                        .session(session.id().value()));
    }
}
