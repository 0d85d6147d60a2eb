package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.provider.ProviderConfig;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What one session's workshop works with.
 *
 * @param repository the user's own clone; worktrees are made from it, its checkout is never touched
 * @param capacity the number of runs at one time
 * @param mirrors shared by all workshops of one daemon
 */
public record WorkshopConfig(
        UUID session,
        String sessionName,
        UUID project,
        Path repository,
        MaestroHome home,
        ProviderConfig provider,
        int capacity,
        Mirrors mirrors) {

    public WorkshopConfig {
        if (capacity < 1) {
            throw new IllegalArgumentException("a session's capacity is at least 1");
        }
    }
}
