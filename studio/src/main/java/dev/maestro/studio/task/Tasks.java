package dev.maestro.studio.task;

import static dev.maestro.studio.task.TaskTrigger.*;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import dev.maestro.protocol.work.WorkEvent;
import dev.maestro.protocol.work.WorkEvent.TaskNews;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Outline.OutlineTask;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.project.Slug;
import dev.maestro.studio.workspace.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of the tasks. The verbs with a {@link UserId} are for operators: each is one
 * transaction, and refuses with {@code not_found} or {@code forbidden} whom the permission matrix
 * refuses. The verbs with a {@link Transaction} are for the rooms above: they lock the task, take
 * one step of the lifecycle or refuse with {@code invalid_transition}, and publish. Any thread may
 * use it.
 */
public final class Tasks {

    /** From then on a person decides. */
    static final int MOST_REJECTIONS = 3;

    static final int MOST_FAILURES = 5;
    static final int MOST_SAME_FAILURES = 3;

    /** So many tasks an agent may add to a plan without being asked. */
    static final int SUBTASKS_WITHOUT_ASKING = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private static final Duration WHEN_NO_TIME_IS_NAMED = Duration.ofMinutes(1);
    private static final int LONGEST_COMMENT = 20_000;
    private static final String AGAIN = "; \"Try again\" starts it again, \"Cancel\" gives it up";

    private final Database database;
    private final Projects projects;
    private final Plans plans;

    private Tasks(Database database, Projects projects, Plans plans) {
        this.database = database;
        this.projects = projects;
        this.plans = plans;
    }

    public static Tasks open(Database database, Projects projects, Plans plans) {
        return new Tasks(database, projects, plans);
    }

    // Reading.

    /**
     * @throws Refused {@code not_found}
     */
    public Task task(TaskId id) {
        return database.reading(tx -> task(tx, id));
    }

    /** As {@link #task(TaskId)}, inside the caller's transaction. */
    public Task task(Transaction tx, TaskId id) {
        return TaskStore.find(tx, id).orElseThrow(() -> Refused.notFound("task", id));
    }

    /** As {@link #task(TaskId)}, locked: after its plan, before its runs. */
    public Task lock(Transaction tx, TaskId id) {
        return TaskStore.lock(tx, id).orElseThrow(() -> Refused.notFound("task", id));
    }

    public Optional<Task> find(TaskId id) {
        return database.reading(tx -> TaskStore.find(tx, id));
    }

    /**
     * The task, when this user may do this in its project.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public Task require(UserId user, TaskId id, Permission permission) {
        return database.reading(tx -> require(tx, user, id, permission));
    }

    /** In the order of their numbers. */
    public List<Task> ofPlan(PlanId plan) {
        return database.reading(tx -> ofPlan(tx, plan));
    }

    /** As {@link #ofPlan(PlanId)}, inside the caller's transaction. */
    public List<Task> ofPlan(Transaction tx, PlanId plan) {
        return TaskStore.ofPlan(tx, plan);
    }

    /** What the task waits for, done or not. */
    public List<TaskId> dependencies(TaskId task) {
        return database.reading(tx -> TaskStore.dependencies(tx, task));
    }

    /** For each task of the plan that waits for others: for which. */
    public Map<TaskId, Set<TaskId>> dependencies(PlanId plan) {
        return database.reading(tx -> dependencies(tx, plan));
    }

    /** As {@link #dependencies(PlanId)}, inside the caller's transaction. */
    public Map<TaskId, Set<TaskId>> dependencies(Transaction tx, PlanId plan) {
        Map<TaskId, Set<TaskId>> waits = new LinkedHashMap<>();
        TaskStore.dependencies(tx, plan)
                .forEach(edge ->
                        waits.computeIfAbsent(edge.taskId(), _ -> new LinkedHashSet<>())
                                .add(edge.dependsOn()));
        return waits;
    }

    /** Oldest first. */
    public List<Comment> comments(TaskId task) {
        return database.reading(tx -> TaskStore.comments(tx, task));
    }

    // What an operator may do.

    /** Keeps the task from being dispatched; what runs is not touched. */
    public Task hold(UserId by, TaskId id) {
        return held(by, id, true);
    }

    public Task unhold(UserId by, TaskId id) {
        return held(by, id, false);
    }

    /** Starts a task again that needs an operator; all counts begin anew. */
    public Task retry(UserId by, TaskId id) {
        return again(by, id, RETRY);
    }

    /** As {@link #retry}, and the previous author is no longer asked first. */
    public Task reassign(UserId by, TaskId id) {
        return again(by, id, REASSIGN);
    }

    /** Gives the task up; the dispatcher cancels its runs. Its branch is kept. */
    public Task cancel(UserId by, TaskId id) {
        return database.inTransaction(tx -> {
            require(tx, by, id, Permission.CANCEL_RUN);
            return cancelled(tx, id);
        });
    }

    /**
     * @throws Refused {@code invalid_params} for an empty text, {@code too_large} for one of more
     *     than 20,000 characters
     */
    public Comment comment(UserId by, TaskId id, String body) {
        return database.inTransaction(tx -> {
            require(tx, by, id, Permission.COMMENT);
            return comment(tx, id, TaskStore.userName(tx, by), Comment.Kind.COMMENT, body);
        });
    }

    /** Refuses what {@link #comment} would, and says nothing. */
    public void requireComment(UserId by, TaskId id, String body) {
        require(by, id, Permission.COMMENT);
        requireWords(body);
    }

    private static void requireWords(String body) {
        if (body.isBlank()) {
            throw Refused.invalid("body", "a comment needs words");
        }
        if (body.length() > LONGEST_COMMENT) {
            throw new Refused(
                    RefusalCode.TOO_LARGE,
                    "a comment has at most %d characters".formatted(LONGEST_COMMENT),
                    Map.of("limit", LONGEST_COMMENT));
        }
    }

    // For the rooms above.

    /** As {@link #comment(UserId, TaskId, String)}, for those who are no users. */
    public Comment comment(
            Transaction tx, TaskId id, String author, Comment.Kind kind, String body) {
        requireWords(body);
        Task task = task(tx, id);
        Comment comment = new Comment(CommentId.random(), id, author, kind, body.strip(), tx.now());
        TaskStore.insert(tx, comment);
        publish(
                tx,
                task,
                new WorkEvent.CommentNews.Added(id.value(), comment.id().value(), author));
        return comment;
    }

    /**
     * Its run was given to a session. A task that goes round again (after a rejection or a
     * conflict) is dispatched already.
     *
     * @throws Refused {@code invalid_transition}, {@code plan_paused}; {@code conflict} when it is
     *     held, or waits for another task
     */
    public Task dispatched(Transaction tx, TaskId id, UUID run) {
        Task task = lock(tx, id);
        Plan plan = plans.plan(tx, task.planId());
        if (plan.state() != PlanState.ACTIVE) {
            throw new Refused(
                    RefusalCode.PLAN_PAUSED, "the plan %s is not active".formatted(plan.title()));
        }
        if (task.held() || TaskStore.blocked(tx, id)) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "task %s is held, or waits for another by now".formatted(id));
        }
        Task next = task.state() == TaskState.DISPATCHED ? task : step(tx, task, DISPATCH);
        publish(tx, task, new TaskNews.Dispatched(task.planId().value(), id.value(), run));
        return next;
    }

    /** The agent runs. */
    public Task started(Transaction tx, TaskId id, UUID run) {
        Task task = lock(tx, id);
        Task next = step(tx, task, START);
        publish(tx, task, new TaskNews.Started(task.planId().value(), id.value(), run));
        return next;
    }

    /** The work is proved to be done: this commit is to be reviewed. */
    public Task submitted(Transaction tx, TaskId id, String commit, SessionId author) {
        Task task = lock(tx, id);
        next(tx, task, COMPLETE);
        publish(tx, task, new TaskNews.InReview(task.planId().value(), id.value(), commit));
        return TaskStore.submitted(tx, id, commit, author);
    }

    /**
     * @param patchId names the change that was approved, whatever it is based on
     */
    public Task approved(Transaction tx, TaskId id, String patchId) {
        Task task = lock(tx, id);
        next(tx, task, APPROVE);
        publish(
                tx,
                task,
                new TaskNews.Approved(
                        task.planId().value(), id.value(), task.headCommit().orElseThrow()));
        return TaskStore.approved(tx, id, patchId);
    }

    /** Back to the same branch, or to a person the third time. */
    public Task rejected(Transaction tx, TaskId id, String reason, List<String> findings) {
        Task task = lock(tx, id);
        int rejections = task.rejections() + 1;
        boolean forGood = rejections >= MOST_REJECTIONS;
        TaskState state = next(tx, task, forGood ? REJECT_FOR_GOOD : REJECT);
        List<String> all = new ArrayList<>();
        all.add(reason);
        all.addAll(findings);
        Optional<String> waitsFor =
                forGood
                        ? Optional.of("it was rejected %d times".formatted(rejections) + AGAIN)
                        : Optional.empty();
        publish(
                tx,
                task,
                new TaskNews.Rejected(
                        task.planId().value(),
                        id.value(),
                        task.headCommit().orElseThrow(),
                        reason,
                        rejections));
        waitsFor.ifPresent(sentence -> publishNeed(tx, task, sentence));
        return TaskStore.rejected(tx, id, state, all, waitsFor);
    }

    /** The epic on the remote holds it. */
    public Task merged(Transaction tx, TaskId id, String mergeCommit) {
        Task task = lock(tx, id);
        next(tx, task, MERGE);
        UUID plan = task.planId().value();
        publish(tx, task, new TaskNews.Merged(plan, id.value(), mergeCommit));
        publish(tx, task, new TaskNews.Done(plan, id.value()));
        return TaskStore.merged(tx, id);
    }

    /** Back to the developer with the conflicting files. */
    public Task conflicted(Transaction tx, TaskId id, String epicCommit, List<String> paths) {
        Task task = lock(tx, id);
        next(tx, task, CONFLICT);
        publish(tx, task, new TaskNews.Conflicted(task.planId().value(), id.value(), paths));
        return TaskStore.conflicted(tx, id, epicCommit, paths);
    }

    /** Back to the developer with the failing log. */
    public Task gateFailed(Transaction tx, TaskId id, String log) {
        Task task = lock(tx, id);
        next(tx, task, GATE_FAIL);
        publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
        return TaskStore.gateFailed(
                tx, id, "The check failed on the result of the merge into the epic:\n" + log);
    }

    /** The branch has moved since the approval: its new commit is to be reviewed. */
    public Task reopened(Transaction tx, TaskId id, String commit) {
        Task task = lock(tx, id);
        next(tx, task, REOPEN);
        publish(tx, task, new TaskNews.InReview(task.planId().value(), id.value(), commit));
        return TaskStore.reopened(tx, id, commit);
    }

    /** Its session is gone; the work on the branch is kept. */
    public Task orphaned(Transaction tx, TaskId id) {
        return back(tx, id, ORPHAN);
    }

    /** The session did not take it. */
    public Task refused(Transaction tx, TaskId id) {
        return back(tx, id, REFUSE);
    }

    /** A pause of the plan or a limit of the provider. */
    public Task paused(Transaction tx, TaskId id) {
        Task task = lock(tx, id);
        Task next = step(tx, task, PAUSE);
        publish(tx, task, new TaskNews.Paused(task.planId().value(), id.value()));
        return next;
    }

    public Task resumed(Transaction tx, TaskId id) {
        Task task = lock(tx, id);
        Task next = step(tx, task, RESUME);
        publish(tx, task, new TaskNews.Resumed(task.planId().value(), id.value()));
        return next;
    }

    /**
     * An attempt failed. Tried again as the reason advises, until five attempts have failed, or
     * three in a row for one reason: then a person decides.
     */
    public Task failed(
            Transaction tx,
            TaskId id,
            FailureReason reason,
            String detail,
            Optional<Instant> retryAt) {
        Task task = lock(tx, id);
        int failures = task.failures() + 1;
        int same = task.lastFailure().equals(Optional.of(reason)) ? task.sameFailures() + 1 : 1;
        Optional<String> waitsFor = waitsFor(reason, detail, failures, same);
        TaskState state = next(tx, task, waitsFor.isPresent() ? GIVE_UP : FAIL);
        Optional<Instant> notBefore =
                reason.advice() == Advice.RETRY_AT
                        ? retryAt.or(() -> Optional.of(tx.now().plus(WHEN_NO_TIME_IS_NAMED)))
                        : retryAt;
        publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
        waitsFor.ifPresent(sentence -> publishNeed(tx, task, sentence));
        return TaskStore.failed(tx, id, state, reason, notBefore, waitsFor);
    }

    /**
     * @param waitsFor a sentence: what a person must decide, and which button ends it
     */
    public Task needsOperator(Transaction tx, TaskId id, String waitsFor) {
        Task task = lock(tx, id);
        next(tx, task, GIVE_UP);
        publishNeed(tx, task, waitsFor);
        return TaskStore.needsOperator(tx, id, waitsFor);
    }

    /** For the dispatcher, when the plan was cancelled. */
    public Task cancelled(Transaction tx, TaskId id) {
        Task task = lock(tx, id);
        next(tx, task, CANCEL);
        publish(tx, task, new TaskNews.Cancelled(task.planId().value(), id.value()));
        return TaskStore.cancelled(tx, id);
    }

    /**
     * What an agent wants done besides: the first three of a plan become tasks of the same phase at
     * once, further ones a question to the operator. The plan must be locked before the task.
     */
    public void subtask(Transaction tx, Task parent, String author, SubtaskRequest wanted) {
        Plan plan = plans.lock(tx, parent.planId());
        if (wanted.title().isBlank() || wanted.title().length() > 200) {
            throw Refused.invalid("title", "a task's title has 1 to 200 characters");
        }
        if (plan.subtasks() >= SUBTASKS_WITHOUT_ASKING || plan.state() != PlanState.ACTIVE) {
            comment(
                    tx,
                    parent.id(),
                    author,
                    Comment.Kind.QUESTION,
                    "May this become a task of its own? %s%n%n%s"
                            .formatted(wanted.title(), wanted.description()));
            return;
        }
        OutlineTask task =
                new OutlineTask(
                        freeSlug(tx, plan.id(), wanted.title()),
                        wanted.title().strip(),
                        wanted.description(),
                        wanted.criteria(),
                        wanted.skills(),
                        List.of(),
                        wanted.estimateMinutes().filter(time -> time > 0).map(Duration::ofMinutes),
                        wanted.paths(),
                        false);
        Task child = task(tx, new TaskId(plans.addTask(tx, plan, parent.phaseId(), task)));
        publish(
                tx,
                child,
                new TaskNews.Created(
                        plan.id().value(), child.id().value(), child.number(), child.title()));
    }

    private String freeSlug(Transaction tx, PlanId plan, String title) {
        List<String> taken = TaskStore.ofPlan(tx, plan).stream().map(Task::slug).toList();
        String wish = Slug.of(title, 40, "subtask");
        String slug = wish;
        for (int number = 2; taken.contains(slug); number++) {
            slug = wish + "-" + number;
        }
        return slug;
    }

    private static Optional<String> waitsFor(
            FailureReason reason, String detail, int failures, int same) {
        String what = reason.sentence() + (detail.isBlank() ? "" : " (" + detail.strip() + ")");
        if (reason.advice() == Advice.ASK_OPERATOR) {
            return Optional.of(what + AGAIN);
        }
        if (same >= MOST_SAME_FAILURES) {
            return Optional.of("%s, %d times in a row".formatted(what, same) + AGAIN);
        }
        return failures >= MOST_FAILURES
                ? Optional.of("%d attempts failed; last: %s".formatted(failures, what) + AGAIN)
                : Optional.empty();
    }

    private Task held(UserId by, TaskId id, boolean held) {
        return database.inTransaction(tx -> {
            require(tx, by, id, Permission.STEER);
            Task task = lock(tx, id);
            publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
            return TaskStore.held(tx, id, held);
        });
    }

    private Task again(UserId by, TaskId id, TaskTrigger trigger) {
        return database.inTransaction(tx -> {
            require(tx, by, id, Permission.STEER);
            Task task = lock(tx, id);
            next(tx, task, trigger);
            publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
            return TaskStore.again(tx, id, trigger == REASSIGN);
        });
    }

    private Task back(Transaction tx, TaskId id, TaskTrigger trigger) {
        Task task = lock(tx, id);
        Task next = step(tx, task, trigger);
        publish(tx, task, new TaskNews.Changed(task.planId().value(), id.value()));
        return next;
    }

    private Task require(Transaction tx, UserId user, TaskId id, Permission permission) {
        Task task = task(tx, id);
        projects.require(tx, user, task.projectId(), permission);
        return task;
    }

    private static Task step(Transaction tx, Task task, TaskTrigger trigger) {
        return TaskStore.state(tx, task.id(), next(tx, task, trigger));
    }

    private static TaskState next(Transaction tx, Task task, TaskTrigger trigger) {
        TaskState next = TaskState.LIFECYCLE.next(task.state(), trigger);
        tx.afterCommit(() -> LOG.info("task {} {} → {}", task.id(), task.state(), next));
        return next;
    }

    private static void publishNeed(Transaction tx, Task task, String sentence) {
        publish(
                tx,
                task,
                new TaskNews.NeedsOperator(task.planId().value(), task.id().value(), sentence));
    }

    private static void publish(Transaction tx, Task task, WorkEvent news) {
        tx.publish(
                ProjectEvent.of(task.projectId().value(), news.type(), news)
                        .plan(task.planId().value())
                        .task(task.id().value()));
    }
}
