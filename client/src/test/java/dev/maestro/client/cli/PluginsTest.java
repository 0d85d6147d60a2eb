package dev.maestro.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    @TempDir Path directory;

    @Test
    void aProgramOnThePathIsACommandAndOfTwoTheFirstCounts() throws IOException {
        Path first = program("one", "maestro-greet", "#!/bin/sh\nexit 7\n");
        program("two", "maestro-greet", "#!/bin/sh\nexit 8\n");
        program("two", "other", "#!/bin/sh\n");
        Plugins plugins =
                new Plugins(
                        Map.of("PATH", directory.resolve("one") + ":" + directory.resolve("two")));

        assertThat(plugins.all()).containsOnlyKeys("greet").containsEntry("greet", first);
        assertThat(plugins.find("greet")).contains(first);
        assertThat(plugins.find("missing")).isEmpty();
        assertThat(plugins.find("../greet")).isEmpty();
        assertThat(plugins.find("--greet")).isEmpty();
    }

    @Test
    void itsEndIsOurEnd() throws IOException, InterruptedException {
        Path program = program("one", "maestro-count", "#!/bin/sh\nexit $#\n");

        assertThat(Plugins.run(program, List.of("a", "b c", "d"))).isEqualTo(3);
    }

    private Path program(String folder, String name, String text) throws IOException {
        Path file = Files.createDirectories(directory.resolve(folder)).resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }
}
