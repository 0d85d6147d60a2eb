package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Worktrees whose work is done, kept apart for whoever needs one next: most of its files are the
 * same, and to write them all anew costs more than everything else. Nothing that somebody left in
 * one is trusted: only the files stay, and each is compared by its content before it is taken for
 * what git thinks it is.
 *
 * <p>A directory is either where its worktree works or in here, and whatever is in here may be
 * thrown away; so a program that is killed at any point leaves nothing that matters. It only saves
 * time: what a disk does not let it do is done without it. For one thread at a time.
 */
final class IdleWorktrees {

    private static final int MANY = 8;

    /** What git needs of an entry to know the worktree again; all else is somebody's state. */
    private static final Set<String> KEPT = Set.of("commondir", "gitdir", "HEAD");

    private final Git git;
    private final Path root;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private int round;

    private record Idle(Path directory, Path entry, int round) {}

    /** Throws away what an earlier program left. */
    IdleWorktrees(Git git, Path root) throws IOException {
        this.git = git;
        this.root = root;
        if (Files.exists(root)) {
            Trees.delete(root);
            git.run("worktree", "prune");
        }
        Files.createDirectories(root);
    }

    /**
     * Keeps a worktree that nobody uses any more; false when there are enough of them, or it cannot
     * be kept.
     */
    boolean keep(ListedWorktree worktree) {
        if (idle.size() >= MANY) {
            return false;
        }
        Path place = root.resolve(worktree.entry().getFileName().toString());
        try {
            Files.move(worktree.directory(), place, StandardCopyOption.ATOMIC_MOVE);
            forget(worktree.entry());
            Trees.delete(place.resolve(".git"));
            Files.writeString(place.resolve(".git"), "gitdir: " + worktree.entry() + "\n");
            Files.writeString(worktree.entry().resolve("gitdir"), place.resolve(".git") + "\n");
            idle.push(new Idle(place, worktree.entry(), round));
            return true;
        } catch (IOException notWorthIt) {
            throwAway(place);
            return false;
        }
    }

    /**
     * Moves one to a directory, detached at a commit and without an index; empty when there is
     * none, or it cannot be brought back. It is not fit for use before {@link #renew}.
     */
    Optional<Worktree> take(Path directory, CommitId start) {
        Idle found = idle.poll();
        if (found == null) {
            return Optional.empty();
        }
        try {
            if (!Files.isDirectory(found.entry())) {
                // An agent, too, can tell git to prune.
                Trees.delete(found.directory());
                return Optional.empty();
            }
            Files.writeString(found.entry().resolve("gitdir"), directory.resolve(".git") + "\n");
            Files.writeString(found.entry().resolve("HEAD"), start.hex() + "\n");
            Files.move(found.directory(), directory, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(new Worktree(directory, found.entry()));
        } catch (IOException notWorthIt) {
            throwAway(found.directory());
            throwAway(found.entry());
            return Optional.empty();
        }
    }

    private static void throwAway(Path directory) {
        try {
            Trees.delete(directory);
        } catch (IOException stays) {
            // Until the next start, which throws away whatever is in here.
            return;
        }
    }

    /**
     * Makes the files what the commit says, and nothing else. The index is new, so that every file
     * that is there is read and compared; what is ignored goes, too.
     */
    static void renew(Worktree worktree, Optional<BranchName> branch, CommitId start) {
        Git git = worktree.git().within(Git.LONG);
        git.run("read-tree", start.hex());
        // It says 1 where a file differs, which the checkout then mends.
        git.tryRun("update-index", "-q", "--really-refresh");
        if (branch.isPresent()) {
            git.run(
                    "checkout",
                    "--quiet",
                    "--force",
                    "--no-track",
                    "--ignore-other-worktrees",
                    "-B",
                    branch.get().value(),
                    start.hex(),
                    "--");
        } else {
            worktree.checkOut(start);
        }
        git.run("clean", "--quiet", "-ffdx");
    }

    /** Throws away those that nobody has needed since this was last called. */
    void dropUnused() {
        drop(round);
        round++;
    }

    void dropAll() {
        drop(round + 1);
    }

    private void drop(int before) {
        boolean dropped = false;
        while (!idle.isEmpty() && idle.getLast().round() < before) {
            try {
                Trees.delete(idle.removeLast().directory());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot empty " + root, e);
            }
            dropped = true;
        }
        if (dropped) {
            git.run("worktree", "prune");
        }
    }

    private static void forget(Path entry) throws IOException {
        try (Stream<Path> files = Files.list(entry)) {
            for (Path file : files.toList()) {
                if (!KEPT.contains(file.getFileName().toString())) {
                    Trees.delete(file);
                }
            }
        }
    }
}
