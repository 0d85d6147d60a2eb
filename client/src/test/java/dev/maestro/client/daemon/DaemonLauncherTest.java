package dev.maestro.client.daemon;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.platform.MaestroHome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonLauncherTest {

    @Test
    void givesUpADaemonThatEndsAgainAndAgainAndTellsItsLastWords(@TempDir Path directory) {
        DaemonLauncher launcher =
                new DaemonLauncher(new MaestroHome(directory), "no.such.Program", "");

        assertThatThrownBy(launcher::ensure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ends as soon as it is started")
                .hasMessageContaining("ClassNotFoundException: no.such.Program");
    }
}
