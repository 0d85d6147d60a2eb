package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers, under {@code refs/maestro/leftover/…}, what a new worktree takes the place of. */
final class Leftovers {

    private final Git git;

    Leftovers(Git git) {
        this.git = git;
    }

    /**
     * Keeps the files and commits of a directory that is in the way. What is no worktree of this
     * clone is moved aside, and git never run in it.
     */
    void keep(String name, Path directory, Optional<ListedWorktree> ofThisClone) {
        if (ofThisClone.isEmpty() || !Files.isRegularFile(directory.resolve(".git"))) {
            moveAside(directory);
            return;
        }
        Worktree old = ofThisClone.get().worktree();
        if (!old.git().tryRun("rev-parse", "--verify", "HEAD").ok()) {
            moveAside(directory);
            return;
        }
        String pending = "refs/maestro/leftover/pending-" + name;
        Optional<CommitId> snapshot =
                old.snapshot(pending, "What was left in the worktree " + name);
        remember(name, snapshot.orElseGet(old::head));
        if (snapshot.isPresent()) {
            git.run("update-ref", "-d", pending);
        }
    }

    /** Keeps the commits of a branch that is about to be set to {@code start}. */
    void keep(BranchName branch, CommitId start) {
        GitResult tip = git.tryRun("rev-parse", "--verify", "--quiet", branch.ref());
        if (tip.ok() && !tip.line().equals(start.hex())) {
            remember(branch.value(), new CommitId(tip.line()));
        }
    }

    private void remember(String name, CommitId commit) {
        git.run(
                "update-ref",
                "refs/maestro/leftover/%s/%s".formatted(name, commit.abbreviated()),
                commit.hex());
    }

    private static void moveAside(Path directory) {
        try {
            Path aside = directory.resolveSibling(".leftover");
            Files.createDirectories(aside);
            Path place = Files.createTempDirectory(aside, directory.getFileName() + "-");
            Files.move(directory, place.resolve(directory.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s is in the way of a worktree".formatted(directory), e);
        }
    }
}
