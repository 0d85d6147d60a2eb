package dev.maestro.client.daemon;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.settings.ProjectSettings;
import dev.maestro.client.settings.ProjectsFile;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of one clone, read whenever a run asks: a change counts for the next run. While the
 * file has a mistake, what was read last goes on. Any thread may ask.
 */
final class SettingsNow implements Supplier<ProjectSettings> {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsNow.class);

    private final ProjectsFile file;
    private final Path clone;
    private volatile ProjectSettings last;

    /**
     * @throws Refused {@code invalid_params} when the file has mistakes
     */
    SettingsNow(MaestroHome home, Path clone) {
        this.file = new ProjectsFile(home);
        this.clone = clone;
        this.last = file.settings(clone);
    }

    @Override
    public ProjectSettings get() {
        try {
            last = file.settings(clone);
        } catch (Refused mistakes) {
            LOG.warn("the settings read last go on: {}", mistakes.getMessage());
        }
        return last;
    }
}
