package dev.maestro.studio.task;

import static dev.maestro.studio.task.TaskTrigger.*;

import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.platform.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What becomes of submitted work by reviews and merges. Each verb locks the task, takes one step of
 * the lifecycle or refuses with {@code invalid_transition}, and publishes. Any thread may use it.
 */
public final class TaskRounds {

    /** From then on a person decides. */
    private static final int MOST_REJECTIONS = 3;

    private final Tasks tasks;

    TaskRounds(Tasks tasks) {
        this.tasks = tasks;
    }

    /**
     * @param patchId names the change that was approved, whatever it is based on
     */
    public Task approved(Transaction tx, TaskId id, String patchId) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, APPROVE);
        TaskLog.publish(
                tx,
                task,
                new TaskNews.Approved(
                        task.planId().value(), id.value(), task.headCommit().orElseThrow()));
        return TaskStateStore.approved(tx, id, patchId);
    }

    /** Back to the same branch, or to a person the third time. */
    public Task rejected(Transaction tx, TaskId id, String reason, List<String> findings) {
        Task task = tasks.lock(tx, id);
        int rejections = task.rejections() + 1;
        boolean forGood = rejections >= MOST_REJECTIONS;
        TaskState state = TaskLog.next(tx, task, forGood ? REJECT_FOR_GOOD : REJECT);
        List<String> all = new ArrayList<>();
        all.add(reason);
        all.addAll(findings);
        Optional<String> waitsFor =
                forGood
                        ? Optional.of(
                                "it was rejected %d times".formatted(rejections) + TaskOrders.AGAIN)
                        : Optional.empty();
        TaskLog.publish(
                tx,
                task,
                new TaskNews.Rejected(
                        task.planId().value(),
                        id.value(),
                        task.headCommit().orElseThrow(),
                        reason,
                        rejections));
        waitsFor.ifPresent(sentence -> TaskLog.publishNeed(tx, task, sentence));
        return TaskStateStore.rejected(tx, id, state, all, waitsFor);
    }

    /** The epic on the remote holds it. */
    public Task merged(Transaction tx, TaskId id, String mergeCommit) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, MERGE);
        UUID plan = task.planId().value();
        TaskLog.publish(tx, task, new TaskNews.Merged(plan, id.value(), mergeCommit));
        TaskLog.publish(tx, task, new TaskNews.Done(plan, id.value()));
        return TaskStateStore.merged(tx, id);
    }

    /** Back to the developer with the conflicting files. */
    public Task conflicted(Transaction tx, TaskId id, String epicCommit, List<String> paths) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, CONFLICT);
        TaskLog.publish(
                tx, task, new TaskNews.Conflicted(task.planId().value(), id.value(), paths));
        return TaskStateStore.conflicted(tx, id, epicCommit, paths);
    }

    /** Back to the developer with the failing log. */
    public Task gateFailed(Transaction tx, TaskId id, String log) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, GATE_FAIL);
        TaskLog.publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
        return TaskStateStore.gateFailed(
                tx, id, "The check failed on the result of the merge into the epic:\n" + log);
    }

    /** The branch has moved since the approval: its new commit is to be reviewed. */
    public Task reopened(Transaction tx, TaskId id, String commit) {
        Task task = tasks.lock(tx, id);
        TaskLog.next(tx, task, REOPEN);
        TaskLog.publish(tx, task, new TaskNews.InReview(task.planId().value(), id.value(), commit));
        return TaskStateStore.reopened(tx, id, commit);
    }
}
