package dev.maestro.demo;

import dev.maestro.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The repository the demo works on: a bare remote and a developer's clone of it.
 *
 * @param baseBranch where the release goes
 */
public record Repository(Path remote, Path workingCopy, String baseBranch) {

    private static final String BRANCH = "main";

    /** The sample: a small Java program with its own checks. */
    public static Repository sample(Path directory) {
        Path work = directory.resolve("clone");
        Resources.unpack("sample", work);
        return publish(directory, work, "Begin Wordsmith");
    }

    /** A new repository out of a directory of files. */
    public static Repository publish(Path directory, Path work, String message) {
        Path remote = directory.resolve("remote.git");
        try {
            Files.createDirectories(remote);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Git.at(remote).run("init", "--quiet", "--bare", "--initial-branch=" + BRANCH);
        Git git = Git.at(work);
        git.run("init", "--quiet", "--initial-branch=" + BRANCH);
        git.run("config", "user.name", "Maestro demo");
        git.run("config", "user.email", "demo@maestro.invalid");
        git.run("remote", "add", "origin", remote.toString());
        git.run("add", "--all");
        git.run("commit", "--quiet", "-m", message);
        git.run("push", "--quiet", "--set-upstream", "origin", BRANCH);
        return new Repository(remote, work, BRANCH);
    }

    /** A clone of an existing repository, which is only read. */
    public static Repository cloneOf(Path original, Path directory) {
        Path remote = directory.resolve("remote.git");
        Path work = directory.resolve("clone");
        Git here = Git.at(directory);
        here.run(
                "clone",
                "--quiet",
                "--bare",
                "--no-hardlinks",
                original.toAbsolutePath().normalize().toString(),
                remote.toString());
        here.run("clone", "--quiet", remote.toString(), work.toString());
        String branch = Git.at(work).run("rev-parse", "--abbrev-ref", "HEAD").line();
        return new Repository(remote, work, branch);
    }

    /** The commit at the head of the base branch. */
    public String head() {
        return Git.at(remote).run("rev-parse", "--verify", "refs/heads/" + baseBranch).line();
    }

    /** All refs of the remote, one a line, without the base branch. */
    public java.util.List<String> otherRefs() {
        return Git.at(remote).run("for-each-ref", "--format=%(refname)").lines().stream()
                .filter(ref -> !ref.equals("refs/heads/" + baseBranch))
                .toList();
    }
}
