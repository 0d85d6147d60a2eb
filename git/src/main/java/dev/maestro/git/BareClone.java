package dev.maestro.git;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bare clone of one remote, in which merges are made without a checkout. Safe for any thread:
 * what writes refs or brings objects in (fetch, push) goes one at a time, everything else runs side
 * by side. It keeps itself tidy. One directory belongs to one instance. Branches of the remote are
 * kept as {@code refs/remotes/origin/…}; there are no branches of its own.
 */
public final class BareClone implements AutoCloseable {

    private final Remote remote;
    private final Merging merging;
    private final History history;
    private final Packs packs;
    private final ReentrantLock writing = new ReentrantLock();

    private BareClone(Path dir, Person committer) {
        // Named outright: were the directory broken, git would look for another repository above
        // it.
        Git network = Git.at(dir).with("GIT_DIR", dir.toString());
        // What is computed here must not depend on the settings of whoever runs the program.
        Git git = network.with("GIT_CONFIG_GLOBAL", "/dev/null");
        this.remote = new Remote(network);
        this.merging = new Merging(git, committer);
        this.history = new History(git, dir);
        this.packs = new Packs(git, dir);
    }

    /**
     * Opens the clone in a directory, and makes it when it is not there yet, by fetching every
     * branch. An existing one is opened without asking the remote; its address is set to {@code
     * remoteUrl}.
     *
     * @throws IllegalRemote when the address is of no kind we open
     * @throws NotARepository when there is no repository at the address, or it cannot be read
     */
    public static BareClone open(Path dir, String remoteUrl) {
        return open(dir, remoteUrl, Person.MAESTRO);
    }

    /** The same, with another author and committer of merges. */
    public static BareClone open(Path dir, String remoteUrl, Person committer) {
        Path directory = dir.toAbsolutePath().normalize();
        CloneDirectory.prepare(directory, RemoteUrl.parse(remoteUrl.strip()));
        return new BareClone(directory, committer);
    }

    /** Where a ref of the remote is now; asks the remote. Takes full refs and {@code HEAD}. */
    public Optional<CommitId> remoteHead(String ref) {
        return remote.head(ref);
    }

    /**
     * All refs of the remote that begin with the prefix, such as {@code refs/heads/epic/}; asks the
     * remote.
     */
    public Map<String, CommitId> remoteRefs(String prefix) {
        return remote.refs(prefix);
    }

    /**
     * The branch a clone of the remote would check out; empty for an empty repository. Asks the
     * remote.
     */
    public Optional<BranchName> defaultBranch() {
        return remote.defaultBranch();
    }

    /** The commit a revision names here, without asking the remote. */
    public Optional<CommitId> resolve(String revision) {
        return history.resolve(revision);
    }

    /** Fetches exactly these refspecs, whose refs are full names; nothing is pruned. */
    public void fetch(String... refspecs) {
        alone(() -> {
            packs.tidyWhenMany();
            remote.fetch(refspecs);
        });
    }

    /**
     * Makes sure a commit is here, by fetching the ref only when it is missing; false when the ref
     * does not hold it.
     */
    public boolean fetchCommit(CommitId commit, String ref) {
        if (has(commit)) {
            return true;
        }
        alone(() -> {
            packs.tidyWhenMany();
            remote.fetchRef(ref);
        });
        return has(commit);
    }

    public boolean has(CommitId commit) {
        return history.has(commit);
    }

    /** Whether {@code descendant} contains {@code ancestor}; a commit contains itself. */
    public boolean isAncestor(CommitId ancestor, CommitId descendant) {
        return history.isAncestor(ancestor, descendant);
    }

    /**
     * Merges {@code theirs} into {@code ours} without a checkout and without moving a ref. Equal
     * arguments give an equal commit, so a merge may be made again after a crash. The time counts
     * in seconds.
     *
     * @param noFastForward makes a merge commit also when {@code ours} is an ancestor of {@code
     *     theirs}
     */
    public MergeResult merge(
            CommitId ours, CommitId theirs, String message, Instant when, boolean noFastForward) {
        return merging.merge(ours, theirs, message, when, noFastForward);
    }

    /**
     * Moves one ref of the remote if it is where we think. Empty {@code expected}: it must not
     * exist; empty {@code to}: delete it. Safe to repeat.
     */
    public PushResult push(String ref, Optional<CommitId> expected, Optional<CommitId> to) {
        return pushAtomically(List.of(new RefUpdate(ref, expected, to)));
    }

    /**
     * Moves several refs of the remote, all or none. {@code Moved} tells of the first that was
     * elsewhere.
     */
    public PushResult pushAtomically(List<RefUpdate> updates) {
        if (updates.isEmpty()) {
            return new PushResult.Pushed();
        }
        writing.lock();
        try {
            return remote.push(updates);
        } finally {
            writing.unlock();
        }
    }

    /**
     * A name for the change a commit makes since it left {@code base}: equal for the same change on
     * another base. White space counts. Empty text when there is no change.
     */
    public String patchId(CommitId base, CommitId commit) {
        return history.patchId(base, commit);
    }

    /** The files changed since {@code commit} left {@code base}. */
    public List<DiffFile> diff(CommitId base, CommitId commit) {
        return history.diff(base, commit);
    }

    /** The same as a unified diff, cut after {@code maxBytes}. */
    public String diffText(CommitId base, CommitId commit, int maxBytes) {
        return history.diffText(base, commit, maxBytes);
    }

    /**
     * The text of a file in a commit, cut after {@code maxBytes}; empty when there is no such file.
     */
    public Optional<String> show(CommitId commit, String path, int maxBytes) {
        return history.show(commit, path, maxBytes);
    }

    public CommitInfo info(CommitId commit) {
        return history.info(commit);
    }

    /** What {@code from} contains and {@code excluding} does not, newest first. */
    public List<CommitInfo> log(CommitId from, CommitId excluding, int limit) {
        return history.log(from, excluding, limit);
    }

    /** Waits for a fetch or push that is under way. */
    @Override
    public void close() {
        alone(() -> {});
    }

    private void alone(Runnable work) {
        writing.lock();
        try {
            work.run();
        } finally {
            writing.unlock();
        }
    }
}
