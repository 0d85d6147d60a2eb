package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.settings.ProjectSettings;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What one session's workshop works with.
 *
 * @param repository the user's own clone; worktrees are made from it, its checkout is never touched
 * @param settings what this machine's user set for the project
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
        ProjectSettings settings,
        int capacity,
        Mirrors mirrors) {

    public WorkshopConfig {
        if (capacity < 1) {
            throw new IllegalArgumentException("a session's capacity is at least 1");
        }
    }
}
