package dev.maestro.client.sandbox;

import dev.maestro.client.platform.MaestroHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whose machine it is and which project is worked on.
 *
 * @param userHome the home directory that an agent must not see
 * @param repository the user's own clone, which stays out of sight
 * @param environment the daemon's own, for where its programs are
 * @param readable what the user lets agents read besides
 * @param writable what the user lets agents write besides
 */
public record Territory(
        Path userHome,
        MaestroHome maestro,
        UUID project,
        Path repository,
        Map<String, String> environment,
        List<Path> readable,
        List<Path> writable) {

    public Territory {
        userHome = real(userHome);
        maestro = new MaestroHome(real(maestro.root()), real(maestro.shared()));
        repository = real(repository);
        environment = Map.copyOf(environment);
        readable = List.copyOf(readable);
        writable = List.copyOf(writable);
    }

    /** On this machine, as this process sees it. */
    public static Territory of(
            Map<String, String> environment,
            MaestroHome maestro,
            UUID project,
            Path repository,
            List<String> readable,
            List<String> writable) {
        String home = environment.getOrDefault("HOME", "");
        return new Territory(
                Path.of(home.isBlank() ? System.getProperty("user.home") : home),
                maestro,
                project,
                repository,
                environment,
                readable.stream().map(Path::of).toList(),
                writable.stream().map(Path::of).toList());
    }

    /** Where Maestro keeps its own: a worker's home lies in its lead's, with whose secrets. */
    List<Path> kept() {
        return maestro.root().equals(maestro.shared())
                ? List.of(maestro.root())
                : List.of(maestro.root(), maestro.shared());
    }

    Path mirror() {
        return maestro.mirror(project);
    }

    Path worktrees() {
        return maestro.worktrees(project);
    }

    /**
     * Mounts name real paths: a link on the way would be followed inside, where it leads nowhere.
     */
    static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            return path.toAbsolutePath().normalize();
        }
    }
}
