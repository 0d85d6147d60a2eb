package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PortBlocks;
import dev.maestro.client.settings.WorktreeSettings;
import dev.maestro.client.state.Room;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open mirrors: one a project, shared by all sessions of the daemon, because the locks that
 * keep two of them from changing it at once are the mirror's own; and what else all worktrees of
 * this machine share. Any thread may use it.
 */
public final class Mirrors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);

    private final MaestroHome home;
    private final WorktreeSettings settings;
    private final PortBlocks ports;
    private volatile Optional<Room> room = Optional.empty();
    private final Map<UUID, Mirror> open = new HashMap<>();

    public Mirrors(MaestroHome home, WorktreeSettings settings) {
        this.home = home;
        this.settings = settings;
        this.ports = new PortBlocks(home);
    }

    WorktreeSettings settings() {
        return settings;
    }

    PortBlocks ports() {
        return ports;
    }

    /**
     * The project's mirror, made when there is none.
     *
     * @throws dev.maestro.git.GitFailed when the user's clone has no remote
     */
    synchronized Mirror of(UUID project, Path repository) {
        Mirror mirror = open.get(project);
        if (mirror == null) {
            mirror =
                    Mirror.open(
                            home.mirror(project),
                            home.worktrees(project),
                            home.idle(project),
                            repository);
            open.put(project, mirror);
        }
        return mirror;
    }

    /**
     * Gives back the room of worktrees that no run has needed since the last call, and measures.
     * Over the limit all worktrees go that only wait, then old logs; unfinished work never does.
     */
    public void tidy() {
        all().forEach(Mirror::tidy);
        Room measured = measure();
        if (measured.isFull()) {
            all().forEach(Mirror::dropIdle);
            measured = measure();
        }
        if (measured.isFull()) {
            RunFiles.prune(home, measured.used() - measured.limit());
            measured = measure();
        }
        if (measured.isFull()) {
            LOG.warn("nothing new is taken: {}", measured.sentence());
        }
        room = Optional.of(measured);
    }

    /** As it was measured last; empty before that. */
    public Optional<Room> room() {
        return room;
    }

    private Room measure() {
        return Room.measure(home, settings.room());
    }

    /** To be called when no run is left. */
    @Override
    public void close() {
        all().forEach(Mirror::close);
    }

    private synchronized List<Mirror> all() {
        return List.copyOf(open.values());
    }
}
