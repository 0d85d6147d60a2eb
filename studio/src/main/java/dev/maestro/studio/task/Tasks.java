package dev.maestro.studio.task;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.workspace.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The door of the tasks. Any thread may use it. */
public final class Tasks {

    public static Tasks open(Database database, Projects projects, Plans plans) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task task(TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task task(Transaction tx, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task lock(Transaction tx, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Task> find(TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task require(UserId user, TaskId task, Permission permission) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Task> ofPlan(PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Task> ofPlan(Transaction tx, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<TaskId> dependencies(TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Map<TaskId, Set<TaskId>> dependencies(PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Comment> comments(TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task hold(UserId by, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task release(UserId by, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task retry(UserId by, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task reassign(UserId by, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task cancel(UserId by, TaskId task) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Comment comment(UserId by, TaskId task, String body) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Comment comment(
            Transaction tx, TaskId task, String author, Comment.Kind kind, String body) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task approved(Transaction tx, TaskId task, String patchId) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task rejected(Transaction tx, TaskId task, String reason, List<String> findings) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task merged(Transaction tx, TaskId task, String mergeCommit) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task conflicted(Transaction tx, TaskId task, String epicCommit, List<String> paths) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task gateFailed(Transaction tx, TaskId task, String log) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task reopened(Transaction tx, TaskId task, String commit) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task needsOperator(Transaction tx, TaskId task, String waitsFor) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Task failed(
            Transaction tx,
            TaskId task,
            FailureReason reason,
            String detail,
            Optional<Instant> retryAt,
            SessionId session) {
        throw new UnsupportedOperationException("not built yet");
    }
}
