package dev.maestro.client.cli;

import dev.maestro.client.platform.LockFile;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.TomlFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code projects.toml}: which project each clone on this machine belongs to. */
final class KnownProjects {

    private final MaestroHome home;
    private final TomlFile<Entries> file;

    KnownProjects(MaestroHome home) {
        this.home = home;
        this.file = new TomlFile<>(home.projects(), Entries.class, new Entries(Map.of()));
    }

    Optional<KnownProject> find(Path clone) {
        return Optional.ofNullable(file.read().project().get(clone.toString()));
    }

    /** The clones of a project on this machine. */
    Map<Path, KnownProject> clones(UUID project) {
        Map<Path, KnownProject> clones = new TreeMap<>();
        file.read()
                .project()
                .forEach((clone, known) -> {
                    if (known.project().equals(project)) {
                        clones.put(Path.of(clone), known);
                    }
                });
        return clones;
    }

    void remember(Path clone, KnownProject project) {
        try (LockFile _ = LockFile.take(home.daemon().resolve("projects.lock"))) {
            Map<String, KnownProject> all = new TreeMap<>(file.read().project());
            all.put(clone.toString(), project);
            file.write(new Entries(all));
        }
    }

    record Entries(Map<String, KnownProject> project) {
        Entries(@Nullable Map<String, KnownProject> project) {
            this.project = project == null ? Map.of() : Map.copyOf(project);
        }
    }
}
