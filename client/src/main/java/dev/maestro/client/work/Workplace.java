package dev.maestro.client.work;

import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.Git;
import dev.maestro.git.GitFailed;
import dev.maestro.git.Worktree;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worktree of one attempt: made where the work stands, and left only when whatever is in it is
 * safe on the remote. Used by the attempt's thread.
 */
final class Workplace {

    private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);
    private static final String SNAPSHOT_SUBJECT = "Maestro snapshot";

    private final Tools tools;
    private final Dispatch packet;
    private final RunFiles files;
    private final String name;
    private @Nullable Worktree worktree;
    private Optional<CommitId> remoteHead = Optional.empty();
    private @Nullable CommitId start;

    Workplace(Tools tools, Dispatch packet, RunFiles files, String name) {
        this.tools = tools;
        this.packet = packet;
        this.files = files;
        this.name = name;
    }

    /** Whether this run writes on the task's branch. */
    boolean writes() {
        return packet.purpose() == Purpose.DEVELOP || packet.purpose() == Purpose.TEST;
    }

    /** Makes the worktree. False when the commit to start from is not on the remote. */
    boolean enter() {
        CommitId given = CommitId.parse(packet.commit());
        BranchName epic = new BranchName(packet.epicBranch());
        boolean here =
                packet.fetchRef().equals(epic.ref())
                        ? tools.mirror().fetch(given, epic)
                        : tools.mirror().fetch(given, packet.fetchRef());
        if (!here) {
            return false;
        }
        if (!writes()) {
            start = given;
            worktree = tools.mirror().detached(name, given);
            return true;
        }
        BranchName branch = branch();
        tools.mirror().live().add(branch.ref());
        Optional<CommitId> snapshot = Optional.empty();
        CommitId from = given;
        if (packet.snapshotRef().isPresent()) {
            remoteHead = tools.mirror().fetchHead(branch.ref());
            from = remoteHead.orElse(given);
            snapshot = packet.snapshotRef().flatMap(tools.mirror()::fetchHead);
        }
        Git git = Git.at(tools.config().home().mirror(tools.config().project()));
        if (snapshot.isPresent()) {
            CommitId kept = snapshot.get();
            boolean uncommitted = subject(git, kept).startsWith(SNAPSHOT_SUBJECT);
            CommitId base = uncommitted ? parent(git, kept) : kept;
            if (remoteHead.isEmpty() || isAncestor(git, remoteHead.get(), base)) {
                from = base;
            }
            if (!uncommitted || !from.equals(base) || packet.conflict().isPresent()) {
                snapshot = Optional.empty();
            }
        }
        start = from;
        Worktree made = tools.mirror().branch(name, branch, from);
        worktree = made;
        snapshot.ifPresent(made::restore);
        files.occupy();
        return true;
    }

    BranchName branch() {
        return new BranchName(packet.branch().orElseThrow());
    }

    Worktree worktree() {
        if (worktree == null) {
            throw new IllegalStateException("not entered");
        }
        return worktree;
    }

    /** Where the worktree stood before the agent began. */
    CommitId start() {
        if (start == null) {
            throw new IllegalStateException("not entered");
        }
        return start;
    }

    /** Where the task's branch is on the remote; empty when it does not exist yet. */
    Optional<CommitId> remoteHead() {
        return remoteHead;
    }

    void pushed(CommitId head) {
        remoteHead = Optional.of(head);
    }

    /**
     * Keeps what is unfinished and removes the worktree. A worktree whose work could not be brought
     * to safety stays, with its {@code run.json}, and is tried again at the next start.
     */
    void leave(Ending ending) {
        Worktree left = worktree;
        if (left == null) {
            files.finished();
            return;
        }
        try {
            boolean complete =
                    ending instanceof Ending.Settled(var terminal)
                            && terminal instanceof RunMethod.Complete;
            if (writes() && !complete) {
                packet.task().ifPresent(task -> keep(left, task.task(), remoteHead));
            }
            files.vacate();
            tools.mirror().remove(left, writes() ? Optional.of(branch()) : Optional.empty());
            files.finished();
        } catch (GitFailed e) {
            LOG.warn("the worktree {} stays: {}", left.directory(), e.getMessage());
        } finally {
            if (writes()) {
                tools.mirror().live().remove(branch().ref());
            }
        }
    }

    /** Pushes what the remote does not have to the task's hidden ref. */
    static void keep(Worktree worktree, UUID task, Optional<CommitId> remoteHead) {
        String ref = snapshotRef(task);
        CommitId head = worktree.head();
        Optional<CommitId> snapshot =
                worktree.snapshot(ref, SNAPSHOT_SUBJECT + " of unfinished work");
        if (snapshot.isPresent()) {
            worktree.pushRef(ref, snapshot.get());
        } else if (!remoteHead.equals(Optional.of(head))) {
            worktree.pushRef(ref, head);
        }
    }

    /** By convention the same on both sides. */
    static String snapshotRef(UUID task) {
        return "refs/maestro/wip/" + task;
    }

    private static String subject(Git git, CommitId commit) {
        return git.run("log", "-1", "--format=%s", commit.hex()).line();
    }

    private static CommitId parent(Git git, CommitId commit) {
        return CommitId.parse(git.run("rev-parse", "--verify", commit.hex() + "^1").line());
    }

    private static boolean isAncestor(Git git, CommitId ancestor, CommitId of) {
        return git.tryRun("merge-base", "--is-ancestor", ancestor.hex(), of.hex()).ok();
    }

    /** The files that the branch adds or changes, seen from where it left the epic. */
    List<String> paths() {
        return worktree()
                .git()
                .run(
                        "-c",
                        "core.quotePath=false",
                        "diff",
                        "--name-only",
                        "--no-renames",
                        packet.commit() + "...HEAD")
                .lines();
    }
}
