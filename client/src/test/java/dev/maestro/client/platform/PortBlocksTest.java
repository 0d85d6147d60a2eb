package dev.maestro.client.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortBlocksTest {

    @TempDir private Path directory;
    private PortBlocks ports;

    @BeforeEach
    void open() {
        ports = new PortBlocks(new MaestroHome(directory.resolve("home")));
    }

    @Test
    void givesNoPortToTwoDirectoriesAtOnce() {
        List<CompletableFuture<List<Integer>>> blocks =
                IntStream.range(0, 8)
                        .mapToObj(i -> worktree("w" + i))
                        .map(one -> CompletableFuture.supplyAsync(() -> ports.take(one, 4)))
                        .toList();

        Set<Integer> all = new HashSet<>();
        blocks.forEach(block -> all.addAll(block.join()));
        assertThat(all).hasSize(32);
    }

    @Test
    void remembersABlockAfterARestart() {
        Path one = worktree("one");
        List<Integer> before = ports.take(one, 4);

        PortBlocks again = new PortBlocks(new MaestroHome(directory.resolve("home")));

        assertThat(again.take(one, 4)).isEqualTo(before);
        assertThat(again.take(worktree("two"), 4)).doesNotContainAnyElementsOf(before);
    }

    @Test
    void aWorkersBlocksAreNotItsLeads() {
        MaestroHome lead = new MaestroHome(directory.resolve("home"));
        List<Integer> leads = ports.take(worktree("one"), 4);

        assertThat(new PortBlocks(lead.worker("ada-dev-1")).take(worktree("two"), 4))
                .hasSize(4)
                .doesNotContainAnyElementsOf(leads);
    }

    @Test
    void passesOverAPortThatSomebodyListensOn() throws IOException {
        int next = ports.take(worktree("one"), 1).getFirst() + 1;
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", next));

            assertThat(ports.take(worktree("two"), 2)).doesNotContain(next);
        }
    }

    @Test
    void takesBackTheBlockOfADirectoryThatIsGone() throws IOException {
        Path killed = worktree("killed");
        ports.take(killed, 4);
        Files.delete(killed);

        ports.take(worktree("other"), 4);

        assertThat(directory.resolve("home/run/ports.json")).content().doesNotContain("killed");
    }

    private Path worktree(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
