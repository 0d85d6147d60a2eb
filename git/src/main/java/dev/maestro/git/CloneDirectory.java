package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of a bare clone: made whole or not at all, and freed of locks when it is opened.
 */
final class CloneDirectory {

    private CloneDirectory() {}

    static void prepare(Path dir, RemoteUrl url) {
        try {
            if (Files.isRegularFile(dir.resolve("HEAD"))
                    && Files.isDirectory(dir.resolve("objects"))) {
                removeLocks(dir);
                Git git = Git.at(dir).with("GIT_DIR", dir.toString());
                if (!git.tryRun("config", "--get", "remote.origin.url").line().equals(url.text())) {
                    git.run("config", "--replace-all", "remote.origin.url", url.text());
                }
            } else {
                create(dir, url);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the clone in %s could not be made".formatted(dir), e);
        }
    }

    private static void create(Path dir, RemoteUrl url) throws IOException {
        Path unfinished = dir.resolveSibling(dir.getFileName() + ".unfinished");
        Trees.delete(unfinished);
        Files.createDirectories(unfinished);
        try {
            Git git = Git.at(unfinished).with("GIT_DIR", unfinished.toString());
            git.run("init", "--bare", "--quiet", "--template=", "--initial-branch=none");
            git.run("config", "remote.origin.url", url.text());
            git.run("config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*");
            new Remote(git).fetch("+refs/heads/*:refs/remotes/origin/*");
            Files.createDirectories(dir.getParent());
            Files.move(unfinished, dir, StandardCopyOption.ATOMIC_MOVE);
        } catch (GitFailed e) {
            throw new NotARepository(
                    "there is no git repository to be read at %s: %s"
                            .formatted(
                                    GitProcess.masked(url.text()),
                                    e.stderr().isBlank() ? e.getMessage() : e.stderr().strip()),
                    e);
        } finally {
            Trees.delete(unfinished);
        }
    }

    /**
     * A machine that stopped while git wrote leaves lock files for which git would wait in vain. We
     * own the directory and run nothing in it yet; a git that outlived our last process only fails
     * at what we do again.
     */
    private static void removeLocks(Path dir) throws IOException {
        for (String name :
                List.of("config.lock", "HEAD.lock", "packed-refs.lock", "shallow.lock")) {
            Files.deleteIfExists(dir.resolve(name));
        }
        try (Stream<Path> refs = Files.walk(dir.resolve("refs"))) {
            for (Path lock : refs.filter(path -> path.toString().endsWith(".lock")).toList()) {
                Files.deleteIfExists(lock);
            }
        }
    }
}
