package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A bare remote, and a clone of it in which developers and strangers make commits. */
public final class RemoteRepository {

    private final Path bare;
    private final Git remote;
    private final Path directory;
    private final Git local;

    public RemoteRepository(Path room) {
        this.bare = room.resolve("remote.git");
        this.directory = room.resolve("developer");
        Git.at(room).run("init", "--bare", "--quiet", "--initial-branch=main", "remote.git");
        Git.at(room).run("init", "--quiet", "--initial-branch=main", "developer");
        this.remote = Git.at(bare);
        this.local = Git.at(directory);
        local.run("remote", "add", "origin", bare.toString());
        local.run("config", "user.name", "Dev");
        local.run("config", "user.email", "dev@example.org");
        write("README.md", "one\ntwo\nthree\n");
        commit("Begin");
        local.run("push", "--quiet", "origin", "main");
    }

    public Path path() {
        return bare;
    }

    /** A commit on the branch, made from where the remote has it or else from {@code start}. */
    public CommitId commitOn(String branch, String start, String file, String text) {
        checkout(branch, start);
        write(file, text);
        CommitId commit = commit("Change " + file);
        push(branch);
        return commit;
    }

    /** Merges another branch in, with this text in the file they conflict about. */
    public CommitId resolveOn(String branch, String other, String file, String text) {
        checkout(branch, branch);
        local.tryRun("merge", "--quiet", "--no-commit", "--no-ff", "origin/" + other);
        write(file, text);
        CommitId commit = commit("Merge " + other);
        push(branch);
        return commit;
    }

    public Optional<CommitId> head(String ref) {
        var found = remote.tryRun("rev-parse", "--verify", "--quiet", ref);
        return found.ok() ? Optional.of(new CommitId(found.line())) : Optional.empty();
    }

    /** The subjects of the merge commits that lead to a branch, newest first. */
    public List<String> merges(String branch) {
        return remote.run("log", "--merges", "--first-parent", "--format=%s", branch).lines();
    }

    public String message(CommitId commit) {
        return String.join("\n", remote.run("log", "-1", "--format=%B", commit.hex()).lines());
    }

    public List<String> refs() {
        return remote.run("for-each-ref", "--format=%(refname)").lines();
    }

    public boolean holds(String branch, CommitId commit) {
        return remote.tryRun("merge-base", "--is-ancestor", commit.hex(), branch).ok();
    }

    public void remove(String ref) {
        remote.run("update-ref", "-d", ref);
    }

    public void set(String ref, CommitId commit) {
        remote.run("update-ref", ref, commit.hex());
    }

    private void checkout(String branch, String start) {
        local.run("fetch", "--quiet", "--prune", "origin");
        boolean there = local.tryRun("rev-parse", "--verify", "--quiet", "origin/" + branch).ok();
        local.run("checkout", "--quiet", "-B", branch, "origin/" + (there ? branch : start));
    }

    private void write(String file, String text) {
        try {
            Path path = directory.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommitId commit(String message) {
        local.run("add", "--all");
        local.run("commit", "--quiet", "-m", message);
        return new CommitId(local.run("rev-parse", "HEAD").line());
    }

    private void push(String branch) {
        local.run("push", "--quiet", "origin", "+HEAD:refs/heads/" + branch);
    }
}
