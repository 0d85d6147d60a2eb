package dev.maestro.studio.review;

import dev.maestro.git.BareClone;
import dev.maestro.git.CommitId;
import dev.maestro.git.GitFailed;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Comment;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door of the reviews. Any thread may use it. */
public final class Reviews {

    private static final Logger LOG = LoggerFactory.getLogger(Reviews.class);

    private final Database database;
    private final Projects projects;
    private final Plans plans;
    private final Clones clones;
    private final Tasks tasks;
    private final Runs runs;
    private final VerdictStore store = new VerdictStore();

    private Reviews(
            Database database,
            Projects projects,
            Plans plans,
            Clones clones,
            Tasks tasks,
            Runs runs) {
        this.database = database;
        this.projects = projects;
        this.plans = plans;
        this.clones = clones;
        this.tasks = tasks;
        this.runs = runs;
    }

    public static Reviews open(
            Database database,
            Projects projects,
            Plans plans,
            Clones clones,
            Tasks tasks,
            Runs runs) {
        return new Reviews(database, projects, plans, clones, tasks, runs);
    }

    /**
     * Does what is due for every task in review of the project's active plans: writes down the
     * verdict of an ended review run, lets an earlier approval of the same patch stand, or queues a
     * review run. Idempotent; may be cut short anywhere, and run by several at once. A task whose
     * step throws does not keep the others from theirs; what it threw comes out at the end.
     */
    public void sweep(ProjectId id) {
        List<Task> waiting = database.reading(tx -> store.waiting(tx, id));
        RuntimeException first = null;
        for (Task task : waiting) {
            try {
                step(projects.project(id), task);
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void step(Project project, Task task) {
        CommitId commit = commit(task);
        switch (database.reading(tx -> decide(tx, task))) {
            case ReviewStep.Wait() -> {}
            case ReviewStep.Judge(RunId run, var verdict) ->
                    settle(
                            task,
                            new Judgement(
                                    Optional.of(run),
                                    Optional.empty(),
                                    verdict.approved(),
                                    commit,
                                    patch(project, task),
                                    verdict.reason(),
                                    verdict.findings(),
                                    false));
            case ReviewStep.Compare(Verdict approval) -> {
                if (freshPatch(project, task).equals(approval.patchId())) {
                    settle(task, Judgement.carried(approval, commit));
                } else {
                    queue(task);
                }
            }
            case ReviewStep.Queue() -> queue(task);
            case ReviewStep.AskOperator(String sentence) ->
                    whileInReview(
                            task,
                            tx ->
                                    Optional.of(
                                            tasks.orders().needsOperator(tx, task.id(), sentence)));
        }
    }

    private ReviewStep decide(Transaction tx, Task task) {
        CommitId commit = commit(task);
        List<ReviewStep.Attempt> attempts =
                store.reviewRuns(tx, task.id(), commit).stream()
                        .map(run ->
                                new ReviewStep.Attempt(
                                        run.id(),
                                        run.state(),
                                        store.judged(tx, run),
                                        run.completion().flatMap(c -> c.verdict()),
                                        run.failure()))
                        .toList();
        return ReviewStep.of(commit, task.held(), attempts, store.last(tx, task.id()));
    }

    /** The verdict and what follows from it for the task are one transaction. */
    private void settle(Task task, Judgement judgement) {
        whileInReview(task, tx -> give(tx, task.id(), judgement));
    }

    private Optional<Verdict> give(Transaction tx, TaskId task, Judgement judgement) {
        Optional<Verdict> verdict = store.insert(tx, task, judgement);
        if (verdict.isPresent()) {
            if (judgement.approved()) {
                tasks.rounds().approved(tx, task, judgement.patch());
            } else {
                tasks.rounds().rejected(tx, task, judgement.reason(), judgement.findings());
                tasks.comments()
                        .add(
                                tx,
                                task,
                                store.author(tx, judgement),
                                Comment.Kind.FINDING,
                                judgement.comment());
            }
        }
        return verdict;
    }

    /** Looks again at the decision with the plan and the task locked, since a moment has passed. */
    private void queue(Task task) {
        whileInReview(
                task,
                tx ->
                        switch (decide(tx, task)) {
                            case ReviewStep.Queue(), ReviewStep.Compare _ ->
                                    runs.queue().review(tx, task, commit(task).hex());
                            case ReviewStep.Wait(), ReviewStep.Judge _, ReviewStep.AskOperator _ ->
                                    Optional.empty();
                        });
    }

    /** Nothing happens when the task or its plan has moved since it was read. */
    private void whileInReview(Task task, Function<Transaction, Optional<?>> step) {
        Optional<?> done =
                database.inTransaction(tx -> {
                    Plan plan = plans.lock(tx, task.planId());
                    Task now = tasks.lock(tx, task.id());
                    boolean same =
                            plan.state() == PlanState.ACTIVE
                                    && now.state() == TaskState.IN_REVIEW
                                    && now.headCommit().equals(task.headCommit());
                    return same ? step.apply(tx) : Optional.empty();
                });
        done.ifPresent(what -> {
            if (what instanceof Verdict verdict) {
                LOG.info(
                        "task {} {} at {} by {}",
                        task.id(),
                        verdict.approved() ? "approved" : "rejected",
                        verdict.commitId().abbreviated(),
                        verdict.carried() ? "an earlier approval" : "a review");
            }
        });
    }

    /**
     * A person's verdict on the task's present commit; a review run that is under way ends with it.
     *
     * @throws Refused {@code not_found}, {@code forbidden}; {@code invalid_transition} when the
     *     task is not in review; {@code conflict} when its commit is another by now; {@code
     *     invalid_params} for a rejection without a reason
     */
    public Verdict byPerson(
            UserId by,
            TaskId id,
            boolean approved,
            String reason,
            List<String> findings,
            CommitId commit) {
        Task task = tasks.require(by, id, Permission.REVIEW);
        if (!approved && reason.isBlank()) {
            throw Refused.invalid("reason", "a rejection needs a reason");
        }
        if (task.state() != TaskState.IN_REVIEW) {
            throw notInReview(task);
        }
        refuseAnotherCommit(task, commit);
        Judgement judgement =
                new Judgement(
                        Optional.empty(),
                        Optional.of(by),
                        approved,
                        commit,
                        patch(projects.project(task.projectId()), task),
                        reason.strip(),
                        findings,
                        false);
        return database.inTransaction(tx -> {
            plans.lock(tx, task.planId());
            Task now = tasks.lock(tx, id);
            if (now.state() != TaskState.IN_REVIEW) {
                throw notInReview(now);
            }
            refuseAnotherCommit(now, commit);
            for (Run run : store.liveReviews(tx, id)) {
                runs.orders().cancel(tx, run.id(), FailureReason.CANCELLED_BY_OPERATOR);
            }
            return give(tx, id, judgement).orElseThrow();
        });
    }

    /** All verdicts on a task, the earliest first. */
    public List<Verdict> ofTask(TaskId task) {
        return database.reading(tx -> store.ofTask(tx, task));
    }

    /** The verdict that let this commit of the task through. */
    public Optional<UUID> approval(Transaction tx, TaskId task, CommitId commit) {
        return store.approval(tx, task, commit).map(VerdictId::value);
    }

    /**
     * The change since the commit left the epic. Where the epic is, our own rows say without a
     * question to the remote; were a stranger's commits on it, two equal changes could get
     * different names, and the change would be reviewed once more, never once too little.
     */
    private String patch(Project project, Task task) {
        Plan plan = plans.plan(task.planId());
        return patch(project, task, new CommitId(runs.epicHead(plan)));
    }

    /** As {@link #patch}, but the remote is asked where the epic is: there is something to win. */
    private String freshPatch(Project project, Task task) {
        Plan plan = plans.plan(task.planId());
        BareClone clone = clones.of(project);
        return clone.remoteHead(plan.epicRef())
                .filter(head -> clone.fetchCommit(head, plan.epicRef()))
                .map(head -> patch(project, task, head))
                .orElseGet(() -> patch(project, task));
    }

    private String patch(Project project, Task task, CommitId epic) {
        BareClone clone = clones.of(project);
        CommitId commit = commit(task);
        try {
            return clone.patchId(epic, commit);
        } catch (GitFailed e) {
            // Rather than ask each time whether both are here: mostly they are.
            clone.fetchCommit(epic, plans.plan(task.planId()).epicRef());
            clone.fetchCommit(commit, task.branchRef());
            return clone.patchId(epic, commit);
        }
    }

    private static CommitId commit(Task task) {
        return new CommitId(task.headCommit().orElseThrow());
    }

    private static Refused notInReview(Task task) {
        String state = task.state().name().toLowerCase(Locale.ROOT);
        return new Refused(
                RefusalCode.INVALID_TRANSITION,
                "task %s is %s and waits for no verdict".formatted(task.id(), state),
                Map.of("from", state, "trigger", "judge"));
    }

    private static void refuseAnotherCommit(Task task, CommitId commit) {
        if (!task.headCommit().equals(Optional.of(commit.hex()))) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "task %s waits for a verdict on %s, not on %s"
                            .formatted(task.id(), task.headCommit().orElse("nothing"), commit));
        }
    }
}
