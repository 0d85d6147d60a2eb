package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a program that worked in a worktree could have left in its git directory for us to step on:
 * git writes its index, messages, logs and refs through a symbolic link to wherever that leads, and
 * waits for ever at a named pipe. Git itself makes neither there, so whatever is found is removed;
 * a directory that was locked is opened again.
 */
final class Traps {

    private Traps() {}

    /**
     * @param entry what the repository keeps of one worktree
     * @param repository the repository that its worktrees share
     */
    static void clear(Path entry, Path repository) {
        try {
            clearTree(entry);
            clearTree(repository.resolve("logs"));
            clearTree(repository.resolve("refs/heads"));
            clearDirectory(repository.resolve("refs"));
            clearDirectory(repository.resolve("objects"));
        } catch (IOException e) {
            throw new UncheckedIOException("the git directory %s is not safe".formatted(entry), e);
        }
    }

    private static void clearTree(Path root) throws IOException {
        if (Files.isSymbolicLink(root)) {
            Files.delete(root);
        }
        if (!Files.isDirectory(root)) {
            return;
        }
        Deque<Path> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            try {
                for (Path child : Trees.children(left.removeLast())) {
                    if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                        left.add(child);
                    } else if (!Files.isRegularFile(child, LinkOption.NOFOLLOW_LINKS)) {
                        Files.deleteIfExists(child);
                    }
                }
            } catch (NoSuchFileException gone) {
                // Another git removes its locks and empty directories while we look.
                continue;
            }
        }
    }

    private static void clearDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            for (Path child : Trees.children(directory)) {
                if (Files.isSymbolicLink(child)) {
                    Files.deleteIfExists(child);
                }
            }
        }
    }
}
