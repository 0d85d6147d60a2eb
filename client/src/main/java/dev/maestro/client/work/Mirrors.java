package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PortBlocks;
import dev.maestro.client.settings.WorktreeSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The open mirrors: one a project, shared by all sessions of the daemon, because the locks that
 * keep two of them from changing it at once are the mirror's own; and what else all worktrees of
 * this machine share. Any thread may use it.
 */
public final class Mirrors implements AutoCloseable {

    private final MaestroHome home;
    private final WorktreeSettings settings;
    private final PortBlocks ports;
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

    /** Gives back the room of worktrees that no run has needed since the last call. */
    public void tidy() {
        all().forEach(Mirror::tidy);
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
