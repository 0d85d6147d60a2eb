package dev.maestro.studio.contract;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.ChannelKind;
import dev.maestro.protocol.pusher.CloseCode;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.Credential;
import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Revocations;
import dev.maestro.studio.project.Demand;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.web.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which socket was let into which channel, and by what. Looked through whenever somebody has lost a
 * right: who was let in by it must leave at once, and since a signature stays valid for its socket,
 * the socket stays out. A socket whose tokens or browser session have ended is closed. Any thread
 * may use it; {@link #sweep} is for one.
 */
public final class Entrances {

    private static final Logger LOG = LoggerFactory.getLogger(Entrances.class);

    /** Rights also end by themselves, which nobody counts. */
    private static final Duration AT_LEAST = Duration.ofSeconds(30);

    /** A signature may be older than the connection is known here, but not by much. */
    private static final Duration UNSEEN = Duration.ofMinutes(1);

    /** Who asks for sockets that nobody has seen may be inventing them. */
    static final int MOST_UNSEEN = 100;

    private record Entrance(Admitted by, Instant at) {}

    /** A socket's entrances are all of one user: nobody else may add to them, or replace one. */
    private record Held(UserId user, Map<String, Entrance> entrances) {

        Stream<Admitted> by() {
            return entrances.values().stream().map(Entrance::by);
        }
    }

    private final Database database;
    private final Identity identity;
    private final Projects projects;
    private final Fleet fleet;
    private final ChannelRules rules;
    private final Sockets sockets;
    private final InstantSource clock;
    private final Map<SocketId, Held> open = new ConcurrentHashMap<>();
    private long seen = -1;
    private Instant looked = Instant.EPOCH;

    public Entrances(
            Database database,
            Identity identity,
            Projects projects,
            Fleet fleet,
            ChannelRules rules,
            Sockets sockets,
            InstantSource clock) {
        this.database = database;
        this.identity = identity;
        this.projects = projects;
        this.fleet = fleet;
        this.rules = rules;
        this.sockets = sockets;
        this.clock = clock;
    }

    /**
     * Lets the socket in, or refuses. It is written down before the rules are asked for the last
     * time, so that a right that ends meanwhile is either refused here or found by {@link #sweep}.
     *
     * @throws Refused as {@link ChannelRules#admit}; {@code forbidden} also for a socket that
     *     another user has entered by; {@code capacity} for too many sockets that are not open
     */
    Admitted enter(
            Caller caller, SocketId socket, ChannelKind.Address channel, Optional<SessionId> as) {
        Admitted admitted;
        long before;
        do {
            before = Revocations.number(database);
            admitted = rules.admit(caller, channel, as);
            writeDown(socket, admitted);
        } while (Revocations.number(database) != before);
        return admitted;
    }

    private void writeDown(SocketId socket, Admitted by) {
        String channel = by.channel().name();
        requireRoom(socket, by.user());
        open.compute(
                socket,
                (_, before) -> {
                    Held held =
                            before == null
                                    ? new Held(by.user(), new ConcurrentHashMap<>())
                                    : before;
                    if (!held.user().equals(by.user())) {
                        LOG.warn("user {} asks for a socket of user {}", by.user(), held.user());
                        throw ChannelRules.forbidden(channel);
                    }
                    held.entrances().put(channel, new Entrance(by, clock.instant()));
                    return held;
                });
    }

    private void requireRoom(SocketId socket, UserId user) {
        if (sockets.isOpen(socket)) {
            return;
        }
        long unseen =
                open.entrySet().stream()
                        .filter(each -> each.getValue().user().equals(user))
                        .filter(each -> !each.getKey().equals(socket))
                        .filter(each -> !sockets.isOpen(each.getKey()))
                        .count();
        if (unseen >= MOST_UNSEEN) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    "you have asked for %d sockets that are not open: connect first"
                            .formatted(unseen),
                    Map.of("cap", "sockets", "limit", MOST_UNSEEN));
        }
    }

    /** The socket is gone. */
    public void gone(SocketId socket) {
        open.remove(socket);
    }

    /** Meant to run four times a second: it costs one number when nothing has ended. */
    public void sweep() {
        long number = Revocations.number(database);
        Instant now = clock.instant();
        boolean due = !now.isBefore(looked.plus(AT_LEAST));
        if (number == seen && !due) {
            return;
        }
        if (due) {
            open.entrySet().removeIf(each -> unseen(each.getKey(), each.getValue(), now));
            looked = now;
        }
        look();
        seen = number;
    }

    private boolean unseen(SocketId socket, Held held, Instant now) {
        return !sockets.isOpen(socket)
                && held.entrances().values().stream()
                        .allMatch(entrance -> entrance.at().plus(UNSEEN).isBefore(now));
    }

    private void look() {
        List<Admitted> all = open.values().stream().flatMap(Held::by).toList();
        if (all.isEmpty()) {
            return;
        }
        Set<Credential> ended = ended(all.stream().map(Admitted::credential).toList());
        Set<SessionId> over =
                fleet.ended(
                        all.stream()
                                .flatMap(by -> by.session().stream())
                                .collect(Collectors.toSet()));
        Set<Demand> denied =
                projects.denied(
                        all.stream()
                                .flatMap(by -> by.demand().stream())
                                .collect(Collectors.toSet()));
        open.forEach((socket, held) -> {
            if (held.by().map(Admitted::credential).anyMatch(ended::contains)) {
                LOG.info("socket {} is closed: what it was let in by has ended", socket);
                open.remove(socket);
                sockets.close(socket, CloseCode.UNAUTHORIZED);
                return;
            }
            for (Admitted by : held.by().toList()) {
                if (by.session().filter(over::contains).isPresent()
                        || by.demand().filter(denied::contains).isPresent()) {
                    String channel = by.channel().name();
                    LOG.info("socket {} is taken off {}", socket, channel);
                    held.entrances().remove(channel);
                    sockets.takeOff(socket, channel);
                }
            }
        });
    }

    private Set<Credential> ended(Collection<Credential> credentials) {
        Set<UUID> families = new HashSet<>();
        Set<Credential.Browser> browsers = new HashSet<>();
        for (Credential credential : credentials) {
            switch (credential) {
                case Credential.Machine(UUID family) -> families.add(family);
                case Credential.Browser browser -> browsers.add(browser);
            }
        }
        Set<Credential> ended = new HashSet<>(identity.webSessions().ended(browsers));
        identity.refreshTokens()
                .ended(families)
                .forEach(family -> ended.add(new Credential.Machine(family)));
        return ended;
    }
}
