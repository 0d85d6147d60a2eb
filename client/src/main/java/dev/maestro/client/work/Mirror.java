package dev.maestro.client.work;

import dev.maestro.client.sandbox.GitFence;
import dev.maestro.client.state.HiddenRefTidying;
import dev.maestro.client.state.HiddenRefs;
import dev.maestro.client.state.MachineState;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import dev.maestro.git.Trees;
import dev.maestro.git.Worktree;
import dev.maestro.git.Worktrees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The daemon's own bare clone of a project's remote, from which all worktrees of this machine are
 * made: the user's clone is only asked for its remote and its objects, so that an agent can neither
 * move a branch of the user's nor be blamed for one that the user moved (decision 4). Any thread.
 */
final class Mirror implements AutoCloseable {

    private final Path directory;
    private final Worktrees worktrees;
    private final LiveBranches live = new LiveBranches();

    private Mirror(Path directory, Worktrees worktrees) {
        this.directory = directory;
        this.worktrees = worktrees;
    }

    /** Only {@link Mirrors} calls this, once a directory. */
    static Mirror open(Path directory, Path worktrees, Path idle, Path repository) {
        String url = Git.at(repository).run("remote", "get-url", "origin").line();
        try {
            if (!Files.exists(directory.resolve("HEAD"))) {
                create(directory, repository, url);
            }
            GitFence.prepare(directory);
            // The remote may have moved since the mirror was made.
            Git.at(directory).run("config", "remote.origin.url", url);
            return new Mirror(directory, Worktrees.of(directory, worktrees, idle));
        } catch (IOException e) {
            throw new UncheckedIOException("no mirror could be made in " + directory, e);
        }
    }

    /** The branches that runs work on at this moment. */
    LiveBranches live() {
        return live;
    }

    /** Beside its place first, so that a daemon killed here leaves no half-made mirror. */
    private static void create(Path directory, Path repository, String url) throws IOException {
        Path making = directory.resolveSibling(directory.getFileName() + ".making");
        Trees.delete(making);
        Files.createDirectories(making);
        Git git = Git.at(making);
        git.run("init", "--quiet", "--bare");
        // What the user's clone has need not be fetched over the network again.
        git.tryRun(
                "fetch",
                "--quiet",
                "--no-tags",
                repository.toUri().toString(),
                "+refs/remotes/origin/*:refs/remotes/origin/*");
        // Without a rule for fetches: else each push would leave a ref behind for its branch.
        git.run("config", "remote.origin.url", url);
        Files.move(making, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Where the branches stand, so that one an agent moved is noticed. */
    BranchPositions branches() {
        return BranchPositions.of(Git.at(directory));
    }

    void restore(BranchPositions.Difference difference) {
        difference.undo(Git.at(directory));
    }

    /** False when the remote does not hold it under that ref. */
    boolean fetch(CommitId commit, String ref) {
        return worktrees.fetchCommit(commit, ref);
    }

    /** The same for an epic, which is remembered because later fetches build upon it. */
    boolean fetch(CommitId commit, BranchName epic) {
        return worktrees.fetchCommit(commit, epic);
    }

    /** Where a ref of the remote is, with its objects fetched; empty when it does not exist. */
    Optional<CommitId> fetchHead(String ref) {
        Optional<CommitId> head = worktrees.remoteHead(ref);
        head.ifPresent(commit -> fetch(commit, ref));
        return head;
    }

    Worktree branch(String name, BranchName branch, CommitId start) {
        return worktrees.branch(name, branch, start);
    }

    Worktree detached(String name, CommitId at) {
        return worktrees.detached(name, at);
    }

    /**
     * Removes a worktree and its local branch; what the branch has and nothing else does is held on
     * to.
     *
     * @param remote where the branch is on the remote
     */
    void remove(Worktree worktree, Optional<BranchName> branch, Optional<CommitId> remote) {
        worktrees.remove(worktree);
        branch.ifPresent(name -> forget(name, remote));
    }

    private void forget(BranchName branch, Optional<CommitId> remote) {
        Git git = Git.at(directory);
        GitResult tip = git.tryRun("rev-parse", "--verify", "--quiet", branch.ref());
        if (!tip.ok()) {
            return;
        }
        CommitId commit = CommitId.parse(tip.line());
        boolean held =
                remote.filter(head -> isAncestor(commit, head)).isPresent()
                        || !git.run(
                                        "for-each-ref",
                                        "--count=1",
                                        "--contains=" + commit.hex(),
                                        "refs/maestro",
                                        "refs/remotes")
                                .line()
                                .isEmpty();
        if (!held) {
            leftover(branch.value(), commit);
        }
        git.tryRun("update-ref", "-d", branch.ref(), commit.hex());
    }

    /** Lets a hidden ref of this mirror hold a commit. */
    void remember(String ref, CommitId commit) {
        Git.at(directory).run("update-ref", ref, commit.hex());
    }

    /** Holds on to what is about to lose its place. */
    void leftover(String name, CommitId commit) {
        remember(HiddenRefs.LEFTOVER + name + "/" + commit.abbreviated(), commit);
    }

    /** Whether a file of {@code other} is not there in {@code commit}. */
    boolean lacks(CommitId commit, CommitId other) {
        return !Git.at(directory)
                .run(
                        "diff",
                        "--name-only",
                        "--no-renames",
                        "--diff-filter=D",
                        other.hex(),
                        commit.hex())
                .line()
                .isEmpty();
    }

    CommitId parent(CommitId commit) {
        return CommitId.parse(
                Git.at(directory).run("rev-parse", "--verify", commit.hex() + "^1").line());
    }

    String message(CommitId commit) {
        return Git.at(directory).run("log", "-1", "--format=%B", commit.hex()).out();
    }

    boolean isAncestor(CommitId ancestor, CommitId of) {
        return Git.at(directory)
                .tryRun("merge-base", "--is-ancestor", ancestor.hex(), of.hex())
                .ok();
    }

    /** Files that no worktree takes for its own work, unless a commit has them. */
    void exclude(List<String> files) {
        worktrees.exclude(files);
    }

    /** Gives back the room of all worktrees that only wait for the next run. */
    void dropIdle() {
        worktrees.dropIdle();
    }

    /** Gives back the room of worktrees that no run has needed since the last call. */
    void tidy() {
        worktrees.tidy();
        MachineState.refresh(directory);
        HiddenRefTidying.tidy(directory);
    }

    @Override
    public void close() {
        worktrees.close();
    }

    Optional<Worktree> find(String name) {
        return worktrees.list().stream()
                .filter(each -> each.directory().getFileName().toString().equals(name))
                .findFirst();
    }
}
