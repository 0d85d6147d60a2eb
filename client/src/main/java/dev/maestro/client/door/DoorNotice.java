package dev.maestro.client.door;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the door of a run is, for people who stand in its worktree: a file beside the run's. */
record DoorNotice(String socket, String worktree) {

    static final String FILE = "door.json";

    /** Empty when the file went away meanwhile, or was cut off. */
    private static Optional<DoorNotice> read(Path file) {
        try {
            return Optional.of(Json.read(Files.readString(file), DoorNotice.class));
        } catch (IOException | Refused gone) {
            return Optional.empty();
        }
    }

    private boolean around(Path directory) {
        return directory.startsWith(Path.of(worktree));
    }

    /** The door that the environment names, else that of the run in whose worktree one stands. */
    static Optional<Path> find(Map<String, String> environment, MaestroHome home, Path directory) {
        String named = environment.getOrDefault(RunDoor.VARIABLE, "");
        if (!named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        if (!Files.isDirectory(home.runs())) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(home.runs())) {
            return runs.map(run -> run.resolve(FILE))
                    .filter(Files::exists)
                    .flatMap(file -> read(file).stream())
                    .filter(notice -> notice.around(directory))
                    .findFirst()
                    .map(notice -> Path.of(notice.socket()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + home.runs(), e);
        }
    }
}
