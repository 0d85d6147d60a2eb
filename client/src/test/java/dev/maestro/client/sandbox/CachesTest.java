package dev.maestro.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.platform.MaestroHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachesTest {

    private final UUID project = UUID.randomUUID();
    private Path home;
    private Territory territory;

    @BeforeEach
    void open(@TempDir Path room) throws IOException {
        home = Files.createDirectories(room.toRealPath().resolve("home"));
        Files.createDirectories(home.resolve(".cargo/registry"));
        territory =
                new Territory(
                        home,
                        new MaestroHome(home.resolve(".maestro")),
                        project,
                        room.resolve("clone"),
                        Map.of(),
                        List.of(),
                        List.of());
    }

    @Test
    void mountsNothingThatLiesWhereAProgramMayWrite() {
        List<Mount.Instead> shown =
                caches(Whose.AGENT).mounts(List.of(new Mount.Read(home.resolve(".cargo")))).stream()
                        .filter(Mount.Instead.class::isInstance)
                        .map(Mount.Instead.class::cast)
                        .toList();

        assertThat(shown)
                .extracting(Mount.Instead::at)
                .containsExactly(home.resolve(".kept"), home.resolve(".cargo/registry"));
        assertThat(shown)
                .allSatisfy(one ->
                        assertThat(shown)
                                .filteredOn(other -> !other.equals(one))
                                .noneMatch(other -> one.source().startsWith(other.source())));
    }

    @Test
    void refusesACacheInWhosePlaceIsALink() throws IOException {
        Caches caches = caches(Whose.AGENT);
        caches.ready();
        Path registry = caches.own().resolve("apart/.cargo-registry");
        Files.delete(registry);
        Files.createSymbolicLink(registry, home);

        assertThatThrownBy(caches::ready)
                .isInstanceOf(SandboxRefused.class)
                .hasMessageContaining(registry.toString());
    }

    @Test
    void makesNothingThroughALinkThatAnAgentLeft() throws IOException {
        Caches caches = caches(Whose.AGENT);
        caches.ready();
        Path left = caches.own().resolve("kept/.m2-repository");
        Files.delete(left);
        Files.createSymbolicLink(left, home.resolve("planted"));

        caches.ready();

        assertThat(home.resolve("planted")).doesNotExist();
    }

    @Test
    void mayLieOnAnotherDiskWhereTheUserPutThem() throws IOException {
        Path disk = Files.createDirectories(home.resolveSibling("disk"));
        Files.createDirectories(home.resolve(".maestro"));
        Files.createSymbolicLink(home.resolve(".maestro/caches"), disk);

        assertThatCode(caches(Whose.CHECK)::ready).doesNotThrowAnyException();
    }

    @Test
    void leavesAToolchainThatLiesInACache() {
        Path jdks = home.resolve(".gradle/jdks");

        assertThat(caches(Whose.AGENT).mounts(List.of(new Mount.Read(jdks.resolve("25")))))
                .extracting(Mount::at)
                .contains(home.resolve(".gradle/caches"))
                .doesNotContain(jdks);
    }

    @Test
    void checksAreGivenNothingThatAgentsMayWrite() {
        assertThat(caches(Whose.CHECK).own())
                .isNotEqualTo(caches(Whose.AGENT).own())
                .hasParentRaw(caches(Whose.AGENT).own().resolveSibling(""));
        assertThat(caches(Whose.CHECK).mounts(List.of()))
                .filteredOn(Mount.Instead.class::isInstance)
                .allSatisfy(mount ->
                        assertThat(((Mount.Instead) mount).source())
                                .startsWithRaw(caches(Whose.CHECK).own()));
    }

    /** By its settings and plugins a tool runs programs that nobody reviewed. */
    @Test
    void keepsNoSettingsOfTools() {
        assertThat(caches(Whose.CHECK).mounts(List.of()).stream().map(Mount::at))
                .contains(home.resolve(".m2/repository"), home.resolve(".gradle/caches"))
                .noneMatch(at ->
                        List.of(".m2", ".gradle", ".sbt", ".npm", ".cargo", ".composer")
                                .contains(home.relativize(at).toString()));
    }

    private Caches caches(Whose whose) {
        return new Caches(territory, home, whose);
    }
}
