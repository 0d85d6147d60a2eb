package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * What a program that worked in a worktree could have left in its git directory for us to step on:
 * git writes its index, messages, logs and refs through a symbolic link to wherever that leads, and
 * waits for ever at a named pipe. Git itself makes neither there, so whatever is found is removed.
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
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        if (!attributes.isRegularFile()) {
                            Files.deleteIfExists(file);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException problem)
                            throws IOException {
                        // Another git removes its lock while we look.
                        if (problem instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw problem;
                    }
                });
    }

    private static void clearDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> children = Files.list(directory)) {
            for (Path child : children.filter(Files::isSymbolicLink).toList()) {
                Files.deleteIfExists(child);
            }
        }
    }
}
