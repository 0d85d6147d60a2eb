package dev.maestro.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.MaestroHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    /** On every machine, and among the system's directories as {@code /opt/ci} is. */
    private static final Path SERVICE = Path.of("/usr/share");

    @Test
    void hidesAHomeThatLiesAmongTheSystemsDirectories(@TempDir Path room) {
        List<Mount> mounts = programs(SERVICE, room);

        assertThat(mounts)
                .containsSubsequence(
                        new Mount.Read(Path.of("/usr")), new Mount.Empty(Territory.real(SERVICE)));
    }

    @Test
    void hidesACloneThatLiesAmongTheSystemsDirectories(@TempDir Path room) {
        assertThat(programs(room, SERVICE)).contains(new Mount.Empty(Territory.real(SERVICE)));
    }

    @Test
    void hidesNoProgramsWhereTheHomeIsAmongThem(@TempDir Path room) {
        assertThat(programs(Path.of("/usr/bin"), room))
                .doesNotContain(new Mount.Empty(Path.of("/usr/bin")));
        assertThat(programs(Path.of("/usr"), room))
                .doesNotContain(new Mount.Empty(Path.of("/usr")));
    }

    @Test
    void addsNothingForAHomeThatIsNotShownAnyway(@TempDir Path room) throws IOException {
        Path home = Files.createDirectories(room.toRealPath().resolve("home"));

        assertThat(programs(home, room)).doesNotContain(new Mount.Empty(home));
    }

    @Test
    void hidesTheCredentialsOfAToolchainAlsoWhereALinkLeadsToIt(@TempDir Path room)
            throws IOException {
        Path home = Files.createDirectories(room.toRealPath().resolve("home"));
        Path cargo = Files.createDirectories(room.toRealPath().resolve("big/cargo"));
        Files.writeString(cargo.resolve("credentials.toml"), "token");
        Files.createSymbolicLink(home.resolve(".cargo"), cargo);

        assertThat(machine(home, room.resolve("clone")).toolchains(Optional.empty()))
                .contains(
                        new Mount.Read(cargo),
                        new Mount.Hidden(home.resolve(".cargo/credentials.toml")),
                        new Mount.Hidden(cargo.resolve("credentials.toml")));
    }

    private static List<Mount> programs(Path home, Path clone) {
        return machine(home, clone).programs();
    }

    private static Machine machine(Path home, Path clone) {
        Territory territory =
                new Territory(
                        home,
                        new MaestroHome(clone.resolve("maestro")),
                        UUID.randomUUID(),
                        clone,
                        Map.of("PATH", "/usr/bin"),
                        List.of(),
                        List.of());
        return new Machine(territory, Machine.home(territory));
    }
}
