package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.git.MergeResult;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One merge on its way, a row of the queue.
 *
 * @param taskId none for a release
 * @param position its turn in the queue of its plan
 * @param commitId what is merged: the approved commit, or the epic's head
 * @param ontoCommit the head of the branch on which the merge commit was made
 * @param gateRef the remote ref under which the gate finds the merge commit
 * @param detail a sentence, or the end of a log, for people
 * @param conflicts the files that do not go together
 * @param createdAt also the date of the merge commit, so that making it again makes the same
 */
public record Merge(
        MergeId id,
        ProjectId projectId,
        PlanId planId,
        Optional<TaskId> taskId,
        MergeKind kind,
        long position,
        MergeState state,
        CommitId commitId,
        Optional<CommitId> ontoCommit,
        Optional<CommitId> mergeCommit,
        Optional<String> gateRef,
        String detail,
        List<String> conflicts,
        Instant createdAt,
        Instant changedAt,
        Optional<Instant> landedAt) {

    /** Under which the remote keeps merge commits that are being checked. */
    static final String GATES = "refs/maestro/gate/";

    public Merge {
        conflicts = List.copyOf(conflicts);
    }

    /** The task of a merge of kind {@link MergeKind#TASK}. */
    public TaskId task() {
        return taskId.orElseThrow();
    }

    /** The merge commit is made; whether it is checked first is the trigger's matter. */
    Merge prepared(
            MergeTrigger trigger, CommitId commit, CommitId onto, CommitId merged, Instant now) {
        Optional<String> gate =
                trigger == MergeTrigger.GATE ? Optional.of(GATES + id) : Optional.empty();
        return new Merge(
                id,
                projectId,
                planId,
                taskId,
                kind,
                position,
                MergeState.LIFECYCLE.next(state, trigger),
                commit,
                Optional.of(onto),
                Optional.of(merged),
                gate,
                "",
                List.of(),
                createdAt,
                now,
                trigger == MergeTrigger.FIND_MERGED ? Optional.of(now) : Optional.empty());
    }

    /** The two sides do not go together; nothing was made. */
    Merge conflicted(CommitId onto, MergeResult.Conflict conflict, Instant now) {
        return new Merge(
                id,
                projectId,
                planId,
                taskId,
                kind,
                position,
                MergeState.LIFECYCLE.next(state, MergeTrigger.CONFLICT),
                commitId,
                Optional.of(onto),
                mergeCommit,
                gateRef,
                conflict.detail(),
                conflict.paths(),
                createdAt,
                now,
                Optional.empty());
    }

    /** One step without new facts but a sentence. */
    Merge on(MergeTrigger trigger, String why, Instant now) {
        MergeState next = MergeState.LIFECYCLE.next(state, trigger);
        return new Merge(
                id,
                projectId,
                planId,
                taskId,
                kind,
                position,
                next,
                commitId,
                ontoCommit,
                mergeCommit,
                gateRef,
                why,
                conflicts,
                createdAt,
                now,
                next == MergeState.LANDED ? Optional.of(now) : Optional.empty());
    }
}
