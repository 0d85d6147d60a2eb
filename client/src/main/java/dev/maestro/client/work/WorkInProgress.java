package dev.maestro.client.work;

import dev.maestro.client.state.HiddenRefs;
import dev.maestro.git.CommitId;
import dev.maestro.git.PushResult;
import dev.maestro.git.Worktree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unfinished work of one attempt, brought to its task's hidden ref: here in the mirror, then on
 * the remote. What another attempt left there is never overwritten unless this one began from it:
 * it is first remembered as a leftover. Any thread may use it; one at a time does.
 */
final class WorkInProgress {

    private static final Logger LOG = LoggerFactory.getLogger(WorkInProgress.class);
    private static final String SUBJECT = "Maestro snapshot";
    private static final String MARK = "Maestro-Run: ";

    /** A stop must not wait for a large worktree. */
    private static final Duration BEFORE_A_STOP = Duration.ofMillis(300);

    private final Mirror mirror;
    private final Worktree worktree;
    private final String ref;
    private final String name;
    private final String mark;
    private final RunFiles files;
    private final ReentrantLock lock = new ReentrantLock();
    private Occupied known;
    private Optional<CommitId> made = Optional.empty();
    private Optional<CommitId> beforeStop = Optional.empty();
    private boolean over;

    WorkInProgress(Mirror mirror, Worktree worktree, UUID task, String mark, RunFiles files) {
        this.mirror = mirror;
        this.worktree = worktree;
        this.ref = HiddenRefs.wip(task);
        this.name = "wip-" + task;
        this.mark = mark;
        this.files = files;
        this.known = files.occupied().orElse(Occupied.UNKNOWN);
    }

    /** Whether a commit is unfinished work rather than a commit of somebody's own. */
    static boolean isSnapshot(String message) {
        return message.startsWith(SUBJECT);
    }

    /** Files that are a person's, from now on. */
    void leavesOut(List<String> files) {
        locked(() -> know(known.withCopied(files)));
    }

    /** The task's branch is on the remote at that commit. */
    void pushed(CommitId head) {
        locked(() -> know(known.withRemoteHead(head.hex())));
    }

    /** While the run goes on: nothing happens when nothing has changed since the last time. */
    void save() {
        locked(() -> {
            if (!over) {
                unfinished().ifPresent(commit -> push(commit, false));
            }
        });
    }

    /**
     * Before the run is stopped: an agent that is told to end may throw away what it has. Here
     * only, and only for as long as a stop may take.
     */
    void saveBeforeStop() {
        Thread saving =
                Thread.ofVirtual()
                        .name("last-snapshot")
                        .start(() -> {
                            if (lock.tryLock()) {
                                try {
                                    beforeStop = over ? beforeStop : unfinished();
                                } catch (RuntimeException e) {
                                    LOG.warn("no snapshot before the stop: {}", e.getMessage());
                                } finally {
                                    lock.unlock();
                                }
                            }
                        });
        try {
            saving.join(BEFORE_A_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * After the run has ended without success.
     *
     * @param stale somebody else may have the task meanwhile: what they left goes first
     */
    void keep(boolean stale) {
        locked(() -> {
            over = true;
            CommitId now = unfinished().orElse(null);
            if (now != null) {
                push(withWhatWasUndone(now), stale);
            }
        });
    }

    /** The work is done and on its branch: a snapshot of the way there must not come back. */
    void complete() {
        locked(() -> {
            over = true;
            if (made.isPresent()) {
                CommitId head = worktree.head();
                mirror.remember(ref, head);
                push(head, false);
            }
        });
    }

    /**
     * What an agent had when it was told to end counts when its end undid all of it, and is
     * remembered beside what is left when its end undid some of it.
     */
    private CommitId withWhatWasUndone(CommitId now) {
        CommitId before =
                beforeStop
                        .filter(commit -> isSnapshot(mirror.message(commit)))
                        .filter(commit -> !commit.equals(now))
                        .orElse(null);
        if (before == null) {
            return now;
        }
        if (mirror.parent(before).equals(now)) {
            mirror.remember(ref, before);
            return before;
        }
        if (mirror.lacks(now, before)) {
            mirror.leftover(name, before);
        }
        return now;
    }

    private Optional<CommitId> unfinished() {
        Optional<CommitId> found =
                worktree.snapshot(
                        ref, SUBJECT + " of unfinished work\n\n" + MARK + mark, known.copied());
        if (found.isEmpty()) {
            CommitId head = worktree.head();
            boolean safe =
                    known.start().filter(head.hex()::equals).isPresent()
                            || known.remoteHead().filter(head.hex()::equals).isPresent();
            if (made.isEmpty() && safe) {
                return Optional.empty();
            }
            mirror.remember(ref, head);
            found = Optional.of(head);
        }
        made = found;
        return found;
    }

    private void push(CommitId commit, boolean stale) {
        if (known.hidden().filter(commit.hex()::equals).isPresent()) {
            return;
        }
        if (isSecret()) {
            LOG.warn("{} stays on this machine: a commit has a file that must not leave it", ref);
            return;
        }
        Optional<CommitId> expected = known.hidden().map(CommitId::parse);
        if (worktree.pushRef(ref, expected, commit) instanceof PushResult.Moved(var actual)
                && !overtake(actual, commit, stale)) {
            return;
        }
        know(known.withHidden(commit.hex()));
    }

    /** Somebody moved the hidden ref since we looked. False when theirs stays. */
    private boolean overtake(Optional<CommitId> actual, CommitId commit, boolean stale) {
        boolean foreign =
                actual.filter(theirs -> mirror.fetch(theirs, ref) && !isOurs(theirs)).isPresent();
        if (foreign && stale) {
            mirror.leftover(name, commit);
            mirror.remember(ref, actual.orElseThrow());
            LOG.warn("{} was moved by another run; ours is kept here beside it", ref);
            return false;
        }
        if (foreign) {
            mirror.leftover(name, actual.orElseThrow());
        }
        if (worktree.pushRef(ref, actual, commit) instanceof PushResult.Moved) {
            LOG.warn("{} moves too often; it is kept here", ref);
            return false;
        }
        return true;
    }

    private boolean isOurs(CommitId other) {
        return mirror.message(other).contains(MARK + mark + "\n")
                || mirror.isAncestor(other, worktree.head());
    }

    private boolean isSecret() {
        return known.start()
                .map(CommitId::parse)
                .filter(start -> worktree.committed(start, known.copied()))
                .isPresent();
    }

    private void know(Occupied more) {
        known = more;
        files.occupy(more);
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
