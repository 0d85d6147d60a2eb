package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One worktree as its repository knows it (gitrepository-layout(5), "worktrees"); its directory may
 * be gone. Read from the files, since a process for so little is asked for too often.
 *
 * @param branch a full ref, empty when detached
 * @param entry what the repository keeps of it, a directory
 */
record ListedWorktree(Path directory, String branch, Path entry) {

    private static final String BRANCH = "ref: ";

    Worktree worktree() {
        return new Worktree(directory, entry);
    }

    /** Those of a repository, without the clone's own working tree; in the order of their names. */
    static List<ListedWorktree> all(Path repository) {
        Path entries = repository.resolve("worktrees");
        if (!Files.isDirectory(entries)) {
            return List.of();
        }
        List<ListedWorktree> found = new ArrayList<>();
        try (Stream<Path> directories = Files.list(entries)) {
            for (Path entry : directories.sorted().toList()) {
                String place = line(entry.resolve("gitdir"));
                if (!place.isEmpty()) {
                    String head = line(entry.resolve("HEAD"));
                    found.add(
                            new ListedWorktree(
                                    entry.resolve(place).resolveSibling("").normalize(),
                                    head.startsWith(BRANCH) ? head.substring(BRANCH.length()) : "",
                                    entry));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + entries, e);
        }
        return found;
    }

    /** Empty when there is no such file: an entry that comes or goes at this moment. */
    private static String line(Path file) throws IOException {
        return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
    }
}
