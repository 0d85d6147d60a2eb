package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code info/exclude} of a repository: what none of its worktrees shows as its own. */
final class Excludes {

    private Excludes() {}

    static void add(Path repository, List<String> paths) {
        Path file = repository.resolve("info/exclude");
        try {
            Set<String> lines = new LinkedHashSet<>();
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
            boolean more = false;
            for (String path : paths) {
                more |= lines.add(pattern(path));
            }
            if (more) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, String.join("\n", lines) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Exactly this path, whatever characters are in it. */
    private static String pattern(String path) {
        return "/" + path.replaceAll("([\\\\*?\\[ ])", "\\\\$1");
    }
}
