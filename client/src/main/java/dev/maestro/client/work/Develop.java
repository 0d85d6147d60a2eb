package dev.maestro.client.work;

import dev.maestro.git.BranchName;
import dev.maestro.git.CommitId;
import dev.maestro.git.MergeStart;
import dev.maestro.git.Person;
import dev.maestro.git.PushResult;
import dev.maestro.git.Trailers;
import dev.maestro.git.Worktree;
import dev.maestro.git.WorktreeStatus;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import dev.maestro.protocol.work.StudioMethod.ConflictPacket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The agent works on the task's branch; what it leaves is guarded, committed, pushed and checked.
 */
final class Develop {

    private static final Person AUTHOR = new Person("Maestro agent", "agent@maestro.invalid");

    private final Ground ground;

    Develop(Ground ground) {
        this.ground = ground;
    }

    /**
     * @param step is told what is being done, in a word
     */
    Ending perform(Consumer<String> step) {
        try (LiveBranches.Watch live = ground.tools().mirror().live().watch()) {
            BranchPositions before = ground.tools().mirror().branches();
            ground.packet().conflict().ifPresent(this::mergeEpic);
            step.accept("working");
            Optional<Ending> early = ground.provider();
            if (early.isPresent()) {
                return early.get();
            }
            step.accept("proving");
            WorktreeStatus status = ground.place().status();
            return guard(before, live, status)
                    .or(() -> unresolved(status))
                    .orElseGet(() -> submit(status, step));
        }
    }

    private void mergeEpic(ConflictPacket conflict) {
        CommitId epic = CommitId.parse(conflict.epicCommit());
        ground.tools().mirror().fetch(epic, new BranchName(ground.packet().epicBranch()));
        MergeStart merge = ground.place().worktree().startMerge(epic);
        ground.transcript()
                .note(
                        switch (merge) {
                            case MergeStart.Clean _ -> "merged the epic without a conflict";
                            case MergeStart.Conflicts(List<String> paths) ->
                                    "merged the epic; in conflict: " + String.join(", ", paths);
                        });
    }

    /** An agent that moved another branch, or left its own, is not trusted with a push. */
    private Optional<Ending> guard(
            BranchPositions before, LiveBranches.Watch live, WorktreeStatus status) {
        BranchPositions now = ground.tools().mirror().branches();
        BranchPositions.Difference moved = before.until(now, live.seen());
        if (!moved.isEmpty()) {
            ground.tools().mirror().restore(moved);
            return Optional.of(
                    unsafe(
                            "the agent changed %s; put back"
                                    .formatted(String.join(", ", moved.refs()))));
        }
        return status.branch().filter(ground.place().branch()::equals).isPresent()
                ? Optional.empty()
                : Optional.of(
                        unsafe(
                                "the worktree is no longer on the branch %s"
                                        .formatted(ground.place().branch())));
    }

    private Ending unsafe(String detail) {
        return Failure.of(ground.packet(), FailureReason.WORKSPACE_UNSAFE, detail);
    }

    private Optional<Ending> unresolved(WorktreeStatus status) {
        List<String> paths = ground.place().worktree().unresolved(status);
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Failure.of(
                                ground.packet(),
                                FailureReason.MERGE_CONFLICT,
                                "conflict markers are left in " + String.join(", ", paths)));
    }

    private Ending submit(WorktreeStatus status, Consumer<String> step) {
        Worktree worktree = ground.place().worktree();
        CommitId head =
                status.dirty() || ground.packet().conflict().isPresent() && merging(worktree)
                        ? worktree.commitAll(message(), AUTHOR)
                        : status.head();
        if (ground.place().committedSecrets()) {
            return unsafe(
                    "the agent committed a file that was copied from your clone and is never to"
                            + " leave this machine; nothing was pushed");
        }
        List<String> paths = ground.place().paths();
        if (paths.isEmpty() || !answered(head)) {
            return Failure.of(
                    ground.packet(),
                    FailureReason.NO_CHANGES,
                    "the agent ended without changing anything on " + ground.place().branch());
        }
        if (worktree.push(ground.place().branch(), ground.place().remoteHead(), head)
                instanceof PushResult.Moved(Optional<CommitId> actual)) {
            return Failure.of(
                    ground.packet(),
                    FailureReason.PUSH_REFUSED,
                    "%s is at %s on the remote, not where this run left it"
                            .formatted(
                                    ground.place().branch(),
                                    actual.map(CommitId::abbreviated).orElse("nothing")));
        }
        ground.place().pushed(head);
        step.accept("checking");
        Optional<CheckResult> checked = Optional.empty();
        if (ground.packet().check().isPresent()) {
            switch (ground.runCheck(ground.packet().check().get())) {
                case CheckCommand.Outcome.Stopped() -> {
                    return ground.abandoned();
                }
                case CheckCommand.Outcome.TimedOut late -> {
                    return ground.timedOut(late);
                }
                case CheckCommand.Outcome.Ran(CheckResult result) when result.exitCode() != 0 -> {
                    return Failure.of(
                            ground.packet(),
                            FailureReason.CHECKS_FAILED,
                            "`%s` ended with %d".formatted(result.command(), result.exitCode()),
                            Optional.of(result.logTail()),
                            Optional.of(result));
                }
                case CheckCommand.Outcome.Ran(CheckResult result) -> checked = Optional.of(result);
            }
        }
        return ground.complete(
                Optional.of(
                        new RunMethod.Proof(
                                head.hex(), ground.place().branch().value(), true, paths, checked)),
                Optional.empty(),
                Optional.empty());
    }

    private static boolean merging(Worktree worktree) {
        return worktree.git().tryRun("rev-parse", "--verify", "--quiet", "MERGE_HEAD").ok();
    }

    private String message() {
        SequencedMap<String, String> trailers = new LinkedHashMap<>();
        trailers.put("Maestro-Plan", ground.packet().plan().toString());
        ground.packet()
                .task()
                .ifPresent(task -> trailers.put("Maestro-Task", task.task().toString()));
        trailers.put("Maestro-Run", ground.packet().run().toString());
        String title =
                ground.packet()
                        .task()
                        .map(task -> task.title())
                        .orElse(ground.packet().planTitle());
        return Trailers.append(
                ground.packet().conflict().isPresent() ? title + " (conflict resolved)" : title,
                trailers);
    }

    /**
     * Whether the branch has what this round asks for. The commit counts, not whether this very
     * attempt made it: an earlier one may have been lost after it had pushed.
     */
    private boolean answered(CommitId head) {
        boolean merged =
                ground.packet()
                        .conflict()
                        .map(conflict ->
                                ground.place()
                                        .worktree()
                                        .git()
                                        .tryRun(
                                                "merge-base",
                                                "--is-ancestor",
                                                CommitId.parse(conflict.epicCommit()).hex(),
                                                head.hex())
                                        .ok())
                        .orElse(true);
        return merged && ground.packet().rejected().filter(head.hex()::equals).isEmpty();
    }
}
