package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A remote, and a developer's clone of it in which commits are made for tests. Branch {@code main}
 * has one commit.
 */
final class Workshop {

    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    static final Person ADA = new Person("Ada", "ada@example.org");

    private final Path room;
    private final Path remote;
    private final Path clone;
    private final Git git;

    Workshop(Path room) {
        this.room = room;
        this.remote = room.resolve("remote.git");
        this.clone = room.resolve("clone");
        Git.at(room).run("init", "--bare", "--quiet", "--initial-branch=main", "remote.git");
        Git.at(room).run("init", "--quiet", "--initial-branch=main", "clone");
        this.git = Git.at(clone);
        git.run("remote", "add", "origin", remote.toString());
        file("README.md", "one\ntwo\nthree\nfour\nfive\nsix\n");
        commit("Begin");
        git.run("push", "--quiet", "origin", "main");
    }

    Path room() {
        return room;
    }

    Path remote() {
        return remote;
    }

    Path local() {
        return clone;
    }

    Git git() {
        return git;
    }

    BareClone bareClone() {
        return BareClone.open(room.resolve("studio/bare.git"), remote.toString());
    }

    Worktrees worktrees() {
        return Worktrees.of(clone, room.resolve("worktrees"), room.resolve("idle"));
    }

    Workshop file(String path, String text) {
        write(clone.resolve(path), text);
        return this;
    }

    /** Commits everything in the clone on the branch that is checked out. */
    CommitId commit(String message) {
        git.run("add", "--all");
        git.with(ADA.asAuthorAt(NOON)).run("commit", "--quiet", "--allow-empty", "-m", message);
        return head();
    }

    CommitId head() {
        return new CommitId(git.run("rev-parse", "HEAD").line());
    }

    /** Checks out a branch, made at {@code start} when it is given. */
    Workshop on(String branch, Optional<CommitId> start) {
        start.ifPresentOrElse(
                at -> git.run("checkout", "--quiet", "-B", branch, at.hex()),
                () -> git.run("checkout", "--quiet", branch));
        return this;
    }

    /** Brings the branch that is checked out to the remote. */
    Workshop pushed() {
        git.run("push", "--quiet", "--force", "origin", "HEAD");
        return this;
    }

    Optional<CommitId> onRemote(String ref) {
        GitResult found = Git.at(remote).tryRun("rev-parse", "--verify", "--quiet", ref);
        return found.ok() ? Optional.of(new CommitId(found.line())) : Optional.empty();
    }

    static void write(Path file, String text) {
        writeBytes(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void writeBytes(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
