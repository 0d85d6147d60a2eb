package dev.maestro.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the packaged programs are started: by the launcher, without looking for changed sources.
 *
 * @param root the checkout with the built modules
 * @param distribution of the client, when it is to be used instead of the checkout's
 */
public record Programs(Path root, Optional<Path> distribution) {

    public Programs(Path root) {
        this(root, Optional.empty());
    }

    /**
     * The programs of the checkout that the launcher names by {@code -Dmaestro.root}, else of the
     * directory above the current one that holds them.
     */
    public static Programs find() {
        String named = System.getProperty("maestro.root");
        if (named != null) {
            return new Programs(Path.of(named));
        }
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null && !Files.exists(directory.resolve("studio/target/lib"))) {
            directory = directory.getParent();
        }
        if (directory == null) {
            throw new IllegalStateException("the programs are not built: run ./maestro demo");
        }
        return new Programs(directory);
    }

    public List<String> studio() {
        return launcher("studio", List.of());
    }

    /** The same, with the client that {@link #makeDistribution} made. */
    public Programs withDistribution(Path directory) {
        return new Programs(root, Optional.of(directory));
    }

    /** Makes the client's distribution, below a directory. */
    public List<String> makeDistribution(Path directory) {
        return launcher("dist", List.of(directory.toString()));
    }

    public List<String> client(List<String> arguments) {
        if (distribution.isPresent()) {
            List<String> line = new ArrayList<>(arguments);
            line.addFirst(distribution.get().resolve("bin/maestro").toString());
            return List.copyOf(line);
        }
        return launcher(arguments.getFirst(), arguments.subList(1, arguments.size()));
    }

    public List<String> demo(List<String> arguments) {
        return launcher("demo", arguments);
    }

    /** The launcher becomes the program, so that its process id is the program's. */
    private List<String> launcher(String command, List<String> arguments) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of(root.resolve("maestro").toString(), "--built", command));
        line.addAll(arguments);
        return List.copyOf(line);
    }
}
