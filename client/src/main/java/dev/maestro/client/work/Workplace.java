package dev.maestro.client.work;

import dev.maestro.client.state.RunFacts;
import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.git.Worktree;
import dev.maestro.git.WorktreeStatus;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worktree of one attempt: made where the work stands, and left only when whatever is in it is
 * safe on the remote. Used by the attempt's thread.
 */
final class Workplace {

    private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

    private final Tools tools;
    private final Dispatch packet;
    private final RunFiles files;
    private final String name;
    private @Nullable Worktree worktree;
    private Optional<CommitId> remoteHead = Optional.empty();
    private @Nullable CommitId start;
    private volatile @Nullable WorkInProgress unfinished;
    private List<String> copied = List.of();
    private Map<String, String> facts = Map.of();

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
        Optional<CommitId> hidden = snapshot;
        if (snapshot.isPresent()) {
            CommitId kept = snapshot.get();
            boolean uncommitted = WorkInProgress.isSnapshot(tools.mirror().message(kept));
            CommitId base = uncommitted ? tools.mirror().parent(kept) : kept;
            if (remoteHead.isEmpty() || tools.mirror().isAncestor(remoteHead.get(), base)) {
                from = base;
            }
            if (!uncommitted || !from.equals(base) || packet.conflict().isPresent()) {
                snapshot = Optional.empty();
                rememberUnlessHeld(kept, from);
            }
        }
        start = from;
        Worktree made = tools.mirror().branch(name, branch, from);
        worktree = made;
        snapshot.ifPresent(made::restore);
        files.occupy(
                new Occupied(
                        Optional.of(from.hex()),
                        remoteHead.map(CommitId::hex),
                        hidden.map(CommitId::hex),
                        List.of()));
        packet.task()
                .ifPresent(task ->
                        unfinished =
                                new WorkInProgress(
                                        tools.mirror(), made, task.task(), mark(), files));
        return true;
    }

    /** An earlier attempt's work that this one does not go on with. */
    private void rememberUnlessHeld(CommitId kept, CommitId from) {
        if (!tools.mirror().isAncestor(kept, from)) {
            tools.mirror().leftover("wip-" + packet.task().orElseThrow().task(), kept);
        }
    }

    private String mark() {
        return RunFacts.mark(packet.run(), packet.fence());
    }

    /** These files are a person's, and never part of the work. To be told before they are there. */
    void copies(List<String> names) {
        copied = List.copyOf(names);
        files.occupy(files.occupied().orElse(Occupied.UNKNOWN).withCopied(names));
        unfinished().ifPresent(work -> work.leavesOut(names));
    }

    /** Those of the person's files that a commit of the agent has: it must go nowhere. */
    boolean committedSecrets() {
        return worktree().committed(CommitId.parse(packet.commit()), copied);
    }

    /** Where the work stands, without a person's files that the agent may have staged. */
    WorktreeStatus status() {
        worktree().unstage(copied);
        return worktree().status();
    }

    List<Integer> takePorts(int count) {
        return tools.config().mirrors().ports().take(worktree().directory(), count);
    }

    void facts(Map<String, String> ofWorktree) {
        facts = Map.copyOf(ofWorktree);
    }

    /** What the worktree has of its own, for all that runs in it. */
    Map<String, String> facts() {
        return facts;
    }

    /** Of a run that writes, once its worktree is complete. Any thread. */
    Optional<WorkInProgress> unfinished() {
        return Optional.ofNullable(unfinished);
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
        unfinished().ifPresent(work -> work.pushed(head));
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
            if (complete) {
                unfinished().ifPresent(WorkInProgress::complete);
            } else {
                unfinished().ifPresent(work -> work.keep(isStale(ending)));
            }
            unfinished = null;
            CopiedFiles.remove(copied, left.directory());
            files.vacate();
            tools.mirror()
                    .remove(left, writes() ? Optional.of(branch()) : Optional.empty(), remoteHead);
            tools.config().mirrors().ports().giveBack(left.directory());
            files.finished();
        } catch (GitFailed | UncheckedIOException e) {
            LOG.warn("the worktree {} stays: {}", left.directory(), e.getMessage());
        } finally {
            if (writes()) {
                tools.mirror().live().remove(branch().ref());
            }
        }
    }

    /** Whether somebody else may be at the task already. */
    private static boolean isStale(Ending ending) {
        return ending instanceof Ending.Abandoned(FailureReason why)
                && why == FailureReason.SESSION_LOST;
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
