package dev.maestro.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;

/**
 * The worktrees of one local clone that we made, all below one root. Safe for any thread, with one
 * instance for a clone: git's list of worktrees is changed, and the remote fetched, by one thread
 * at a time; files are checked out side by side. Nothing unsaved is ever thrown away: what a new
 * worktree takes the place of is first remembered under {@code refs/maestro/leftover/…}.
 */
public final class Worktrees implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Git git;
    private final Remote remote;
    private final Leftovers leftovers;
    private final Packs packs;
    private final Path repository;
    private final Path root;
    private final IdleWorktrees idle;
    private final ReentrantLock changing = new ReentrantLock();

    private Worktrees(Git clone, Path repository, Path root, IdleWorktrees idle) {
        this.git = clone.within(Git.LONG);
        this.remote = new Remote(git);
        this.leftovers = new Leftovers(git);
        this.packs = new Packs(git, repository);
        this.repository = repository;
        this.root = root;
        this.idle = idle;
    }

    /**
     * @param clone the clone they are made from; its own working tree is not touched
     * @param root where worktrees are put; made when it is not there
     * @param idle where those wait that nobody works in, on the same disk; emptied now
     * @throws NotARepository when {@code clone} is no git repository
     */
    public static Worktrees of(Path clone, Path root, Path idle) {
        try {
            Files.createDirectories(root);
            // Git reports real paths; ours must compare equal to them.
            Git git = Git.at(clone.toRealPath());
            GitResult repository = git.tryRun("rev-parse", "--absolute-git-dir");
            if (!repository.ok()) {
                throw new NotARepository("%s is not a git repository".formatted(clone));
            }
            Path real = root.toRealPath();
            return new Worktrees(
                    git, Path.of(repository.line()), real, new IdleWorktrees(git, idle));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "worktrees of %s cannot be kept in %s".formatted(clone, root), e);
        }
    }

    /**
     * A worktree on a branch, which is set to {@code start} wherever it was. Refuses with {@link
     * IllegalRef} a name that is not a plain name of a directory.
     */
    public Worktree branch(String name, BranchName branch, CommitId start) {
        return add(name, start, Optional.of(branch));
    }

    /** A worktree at a commit, on no branch. */
    public Worktree detached(String name, CommitId at) {
        return add(name, at, Optional.empty());
    }

    /**
     * Makes sure a commit is here, by fetching the ref only when it is missing; false when the ref
     * does not hold it. The ref is not remembered: a worktree holds what it stands on, and refs of
     * every task there ever was would slow down each fetch.
     */
    public boolean fetchCommit(CommitId commit, String ref) {
        return fetchCommit(commit, () -> remote.fetch(Refs.full(ref)));
    }

    /** The same for a branch that many start from: it is remembered as the remote's. */
    public boolean fetchCommit(CommitId commit, BranchName branch) {
        boolean known = has(commit);
        boolean here = known || fetchCommit(commit, () -> remote.fetchRef(branch.ref()));
        if (known) {
            // It was made on this machine, or came with another branch: what asks whether work is
            // merged looks at what is remembered.
            git.run("update-ref", "refs/remotes/origin/" + branch.value(), commit.hex());
        }
        return here;
    }

    private boolean fetchCommit(CommitId commit, Runnable fetch) {
        if (has(commit)) {
            return true;
        }
        alone(() -> {
            packs.tidyWhenMany();
            fetch.run();
        });
        return has(commit);
    }

    private void alone(Runnable work) {
        changing.lock();
        try {
            work.run();
        } finally {
            changing.unlock();
        }
    }

    /** Where a ref of the remote is now; asks the remote. */
    public Optional<CommitId> remoteHead(String ref) {
        return remote.head(ref);
    }

    public boolean has(CommitId commit) {
        return git.tryRun("cat-file", "-e", commit.hex() + "^{commit}").ok();
    }

    /** The worktrees below the root, in the order of their names. */
    public List<Worktree> list() {
        return ListedWorktree.all(repository).stream()
                .filter(listed -> isOurs(listed.directory()))
                .map(ListedWorktree::worktree)
                .toList();
    }

    /**
     * Ends a worktree with all that is in it; its branch and commits stay. Its files may serve the
     * next one. Does nothing when it is gone already.
     *
     * @throws IllegalArgumentException when its directory is not directly below the root
     */
    public void remove(Worktree worktree) {
        Path directory = worktree.directory().toAbsolutePath().normalize();
        if (!isOurs(directory)) {
            throw new IllegalArgumentException(
                    "%s is not one of the worktrees in %s".formatted(directory, root));
        }
        alone(() -> {
            Optional<ListedWorktree> known =
                    listed(directory).filter(each -> Files.isDirectory(each.directory()));
            if (known.isEmpty() || !idle.keep(known.get())) {
                discard(directory);
            }
        });
    }

    /** Gives back the room of ended worktrees that nobody has needed since the last call. */
    public void tidy() {
        alone(idle::dropUnused);
    }

    /** Gives back the room of all ended worktrees; the others stay as they are. */
    public void dropIdle() {
        alone(idle::dropAll);
    }

    /**
     * Files or directories that no worktree of this clone takes for its own work, unless a commit
     * has them: git's own list of what is to be left out, which no commit can change.
     */
    public void exclude(List<String> paths) {
        alone(() -> Excludes.add(repository, paths));
    }

    @Override
    public void close() {
        dropIdle();
    }

    private Worktree add(String name, CommitId start, Optional<BranchName> branch) {
        if (!NAME.matcher(name).matches() || name.endsWith(".lock") || name.contains("..")) {
            throw new IllegalRef(
                    "\"%s\" cannot be the name of a worktree".formatted(Refs.shown(name)));
        }
        Path directory = root.resolve(name);
        Optional<Worktree> again;
        changing.lock();
        try {
            makeRoom(name, directory, branch);
            branch.ifPresent(taken -> leftovers.keep(taken, start));
            again = idle.take(directory, start);
            if (again.isEmpty()) {
                make(directory, start, branch);
            }
        } finally {
            changing.unlock();
        }
        // The long part, writing the files, needs no lock.
        Worktree worktree = again.orElseGet(() -> listed(directory).orElseThrow().worktree());
        if (again.isPresent()) {
            IdleWorktrees.renew(worktree, branch, start);
        } else {
            worktree.checkOut(start);
        }
        return worktree;
    }

    private Optional<ListedWorktree> listed(Path directory) {
        return ListedWorktree.all(repository).stream()
                .filter(each -> each.directory().equals(directory))
                .findFirst();
    }

    private void make(Path directory, CommitId start, Optional<BranchName> branch) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "worktree",
                                "add",
                                "--quiet",
                                "--force",
                                "--force",
                                "--no-checkout"));
        if (branch.isPresent()) {
            command.addAll(List.of("-B", branch.get().value()));
        } else {
            command.add("--detach");
        }
        command.addAll(List.of("--", directory.toString(), start.hex()));
        git.run(command);
    }

    private void makeRoom(String name, Path directory, Optional<BranchName> branch) {
        List<ListedWorktree> all = ListedWorktree.all(repository);
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            leftovers.keep(
                    name,
                    directory,
                    all.stream().filter(each -> each.directory().equals(directory)).findFirst());
        }
        for (ListedWorktree listed : all) {
            if (listed.directory().equals(directory)) {
                // Also when only git's entry is left, locked by a "worktree add" that was killed:
                // prune would spare it.
                discard(directory);
            } else if (isOurs(listed.directory())
                    && branch.filter(wanted -> wanted.ref().equals(listed.branch())).isPresent()) {
                listed.worktree().git().tryRun("checkout", "--quiet", "--detach");
            }
        }
    }

    private boolean isOurs(Path directory) {
        return root.equals(directory.getParent());
    }

    private void discard(Path directory) {
        if (!git.tryRun("worktree", "remove", "--force", "--force", "--", directory.toString())
                .ok()) {
            try {
                Trees.delete(directory);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the worktree %s cannot be removed".formatted(directory), e);
            }
            git.run("worktree", "prune");
        }
    }
}
