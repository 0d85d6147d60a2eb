package dev.maestro.client.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.platform.MaestroHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomTest {

    @TempDir private Path directory;

    @Test
    void whatWorkersTakeCountsForTheirLeadAndForEachOfThem() throws IOException {
        MaestroHome lead = new MaestroHome(directory);
        MaestroHome worker = lead.worker("ada-dev-1");
        write(lead.mirrors(), 10);
        write(worker.worktrees(), 100);
        write(lead.worker("ada-dev-2").runs(), 1000);

        Room measured = Room.measure(lead, 1109);

        assertThat(measured).isEqualTo(new Room(100, 0, 10, 1000, 1109));
        assertThat(measured.isFull()).isTrue();
        assertThat(Room.measure(worker, 1109)).isEqualTo(measured);
    }

    private static void write(Path directory, int bytes) throws IOException {
        Files.write(Files.createDirectories(directory).resolve("file"), new byte[bytes]);
    }
}
