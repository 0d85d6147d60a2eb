package dev.maestro.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTest {

    private Path room;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        room = directory.toRealPath();
    }

    @Test
    void aProgramThatIsALinkIsAllItsLinksAndWhereTheyEnd() throws IOException {
        Path real = program("share/agent/versions/2", "");
        Path current = link("share/agent/current", "versions/2");
        Path named = link("bin/agent", "../share/agent/current");

        assertThat(files(named)).containsExactly(named, current, real);
    }

    @Test
    void aScriptNeedsWhatItsFirstLineNamesAndWhereThatReallyIs() throws IOException {
        Path node = program("node-24/bin/node", "");
        Path linked = link("bin/node", "../node-24/bin/node");
        Path script = program("agents/agent.js", "#!/usr/bin/env -S node --no-warnings\n");

        assertThat(files(script)).containsExactly(script, linked, node);
    }

    @Test
    void anInterpreterMayBeAScriptToo() throws IOException {
        Path shell = program("shell", "");
        Path python = program("python", "#!%s\n".formatted(shell));
        Path script = program("agent", "#! %s -I\n".formatted(python));

        assertThat(files(script)).containsExactly(script, python, shell);
    }

    @Test
    void linksInACircleComeToAnEnd() throws IOException {
        Path one = link("bin/one", "two");
        Path two = link("bin/two", "one");

        assertThat(files(one)).containsExactly(one, two);
    }

    @Test
    void aModuleLiesWithAllThatItMayAskFor() {
        assertThat(Installed.place(Path.of("/x/lib/node_modules/@a/b/node_modules/c/cli.js")))
                .isEqualTo(Path.of("/x/lib/node_modules"));
        assertThat(Installed.place(Path.of("/x/bin/agent"))).isEqualTo(Path.of("/x/bin"));
    }

    private Set<Path> files(Path program) {
        return new Installed(room.resolve("bin").toString()).files(program);
    }

    private Path program(String name, String text) throws IOException {
        Path file = room.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private Path link(String name, String target) throws IOException {
        Path file = room.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createSymbolicLink(file, Path.of(target));
    }
}
