package dev.maestro.client.work;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.provider.ProviderConfig;
import dev.maestro.client.settings.ProjectSettings;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What one session's workshop works with.
 *
 * @param repository the user's own clone; worktrees are made from it, its checkout is never touched
 * @param settingsNow what this machine's user set for the project, as it is whenever it is asked
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
        Supplier<ProjectSettings> settingsNow,
        int capacity,
        Mirrors mirrors) {

    public WorkshopConfig {
        if (capacity < 1) {
            throw new IllegalArgumentException("a session's capacity is at least 1");
        }
    }

    /** Asked anew: what was changed counts for the next run. A run asks once and keeps it. */
    public ProjectSettings settings() {
        return settingsNow.get();
    }
}
