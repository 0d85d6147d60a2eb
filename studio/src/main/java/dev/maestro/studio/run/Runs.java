package dev.maestro.studio.run;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.work.Advice;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionMethod.Decision;
import dev.maestro.protocol.work.SessionMethod.HeldRun;
import dev.maestro.protocol.work.SessionMethod.RunDecision;
import dev.maestro.protocol.work.WorkEvent.DirectiveNews;
import dev.maestro.protocol.work.WorkEvent.RunNews;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.ProjectEvent;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.task.Comment;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * The door of the runs. The verbs with a {@link SessionId} are the contract's: who does not hold
 * the run, or names a stale fence, is refused with {@code lease_lost} and nothing changes. Any
 * thread may use it.
 */
public final class Runs {

    /** In which a dispatch must be answered. */
    public static final Duration TIME_TO_ACCEPT = Duration.ofSeconds(10);

    private static final Duration LONGEST_PAUSE = Duration.ofDays(8);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_ORPHANINGS = 30;
    private static final Duration SHORTEST_REST = Duration.ofMillis(500);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);
    private static final int LONGEST_LOG = 16_384;

    /** What a run is at is not told more often: each time takes a number of the project. */
    private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(2);

    private final Database database;
    private final Projects projects;
    private final Plans plans;
    private final Tasks tasks;
    private final Fleet fleet;
    private final Clones clones;
    private final RunPost post;

    private Runs(
            Database database,
            Projects projects,
            Plans plans,
            Tasks tasks,
            Fleet fleet,
            Clones clones,
            RunPost post) {
        this.database = database;
        this.projects = projects;
        this.plans = plans;
        this.tasks = tasks;
        this.fleet = fleet;
        this.clones = clones;
        this.post = post;
    }

    /** Also gives every accepted lease two heartbeats more: nobody could renew it meanwhile. */
    public static Runs open(
            Database database,
            Projects projects,
            Plans plans,
            Tasks tasks,
            Fleet fleet,
            Clones clones,
            RunPost post) {
        Duration grace = fleet.heartbeat().multipliedBy(2);
        database.inTransactionDo(tx -> RunStore.extendLeases(tx, tx.now().plus(grace)));
        return new Runs(database, projects, plans, tasks, fleet, clones, post);
    }

    // Reading.

    /**
     * @throws Refused {@code not_found}
     */
    public Run run(RunId id) {
        return database.reading(tx -> run(tx, id));
    }

    /** As {@link #run(RunId)}, inside the caller's transaction. */
    public Run run(Transaction tx, RunId id) {
        return RunStore.find(tx, id).orElseThrow(() -> Refused.notFound("run", id));
    }

    public Optional<Run> find(RunId id) {
        return database.reading(tx -> RunStore.find(tx, id));
    }

    /**
     * The run, when this user may do this in its project.
     *
     * @throws Refused {@code not_found} or {@code forbidden}
     */
    public Run require(UserId user, RunId id, Permission permission) {
        return database.reading(tx -> require(tx, user, id, permission));
    }

    /** Oldest first. */
    public List<Run> ofTask(TaskId task) {
        return database.reading(tx -> RunStore.ofTask(tx, task));
    }

    /** Oldest first; gates too. */
    public List<Run> ofPlan(PlanId plan) {
        return database.reading(tx -> RunStore.ofPlan(tx, plan));
    }

    /** What has not ended, oldest first. */
    public List<Run> live(ProjectId project) {
        return database.reading(tx -> RunStore.live(tx, project));
    }

    /** Whose seats are taken: each session as often as it holds a run. */
    public List<SessionId> holders(ProjectId project) {
        return database.reading(tx -> RunStore.holders(tx, project));
    }

    public List<Run> heldBy(SessionId session) {
        return database.reading(tx -> RunStore.heldBy(tx, session));
    }

    public List<RunStep> steps(RunId run) {
        return database.reading(tx -> RunStore.steps(tx, run));
    }

    /** The standing words of operators for this run. */
    public List<String> directives(Run run) {
        return database.reading(tx -> RunStore.directives(tx, run));
    }

    /** The last ended run of the task for this purpose. */
    public Optional<Run> lastEnded(TaskId task, Purpose purpose) {
        return database.reading(tx -> RunStore.lastEnded(tx, task, purpose));
    }

    /** Where the plan's epic stands as far as this studio has moved it. */
    public String epicHead(Plan plan) {
        return database.reading(
                tx -> RunStore.lastLanded(tx, plan.id()).orElseGet(plan.baseCommit()::orElseThrow));
    }

    // Queueing, for the rooms above. Empty: there is a live one for the same already.

    /** The previous author is asked first; a session whose failure asks for another is avoided. */
    public Optional<Run> queueDevelop(Transaction tx, Task task) {
        Optional<Run> last = RunStore.lastEnded(tx, task.id(), Purpose.DEVELOP);
        Optional<SessionId> avoid =
                last.filter(run -> run.state() == RunState.FAILED)
                        .filter(run ->
                                run.failure()
                                        .filter(why -> why.advice() == Advice.OTHER_SESSION)
                                        .isPresent())
                        .flatMap(Run::lastSession);
        Optional<SessionId> first =
                task.authorSession()
                        .or(() -> last.flatMap(Run::lastSession))
                        .filter(session -> !avoid.equals(Optional.of(session)));
        return queue(
                tx,
                new RunStore.NewRun(
                        task.projectId(),
                        task.planId(),
                        Optional.of(task.id()),
                        Optional.empty(),
                        Purpose.DEVELOP,
                        Optional.empty(),
                        Optional.empty(),
                        first,
                        avoid));
    }

    /** A review of one exact commit, by another session than the author's where there is one. */
    public Optional<Run> queueReview(Transaction tx, Task task, String commit) {
        Optional<SessionId> failed =
                RunStore.lastEnded(tx, task.id(), Purpose.REVIEW)
                        .filter(run -> run.state() == RunState.FAILED)
                        .flatMap(Run::lastSession);
        return queue(
                tx,
                new RunStore.NewRun(
                        task.projectId(),
                        task.planId(),
                        Optional.of(task.id()),
                        Optional.empty(),
                        Purpose.REVIEW,
                        Optional.of(commit),
                        Optional.of(task.branchRef()),
                        Optional.empty(),
                        failed));
    }

    /**
     * A check of a merge result.
     *
     * @param purpose check or release
     * @param fetchRef the remote ref that holds the commit
     */
    public Optional<Run> queueGate(
            Transaction tx,
            UUID merge,
            PlanId plan,
            Purpose purpose,
            String commit,
            String fetchRef) {
        return queue(
                tx,
                new RunStore.NewRun(
                        plans.plan(tx, plan).projectId(),
                        plan,
                        Optional.empty(),
                        Optional.of(merge),
                        purpose,
                        Optional.of(commit),
                        Optional.of(fetchRef),
                        Optional.empty(),
                        Optional.empty()));
    }

    // Giving away and taking back.

    /**
     * Gives a queued run to a session. Of several dispatchers one succeeds.
     *
     * @param why sentences for people
     * @throws Refused {@code invalid_transition} when it is not queued any more; {@code
     *     plan_paused}; {@code capacity} when all seats are taken
     */
    public Run dispatch(RunId id, SessionId session, int seats, List<String> why) {
        return locked(
                id,
                (tx, run) -> {
                    RunState.LIFECYCLE.next(run.state(), RunTrigger.DISPATCH);
                    if (plans.share(tx, run.planId()).state() != PlanState.ACTIVE) {
                        throw new Refused(
                                RefusalCode.PLAN_PAUSED,
                                "the plan of run %s is not active".formatted(id));
                    }
                    if (RunStore.seatsTaken(tx, session) >= seats) {
                        throw new Refused(
                                RefusalCode.CAPACITY,
                                "all seats of session %s are taken".formatted(session),
                                Map.of("cap", "session", "limit", seats));
                    }
                    if (run.purpose() == Purpose.DEVELOP) {
                        tasks.dispatched(tx, run.taskId().orElseThrow(), id.value());
                    }
                    Run next =
                            RunStore.dispatch(
                                    tx,
                                    id,
                                    session,
                                    tx.now().plus(TIME_TO_ACCEPT),
                                    Reasons.of(why));
                    fleet.busy(tx, session, true);
                    RunLog.step(tx, run, next, RunTrigger.DISPATCH, "to session " + session);
                    RunLog.publish(
                            tx,
                            next,
                            new RunNews.Dispatched(
                                    id.value(), task(next), session.value(), next.fence()));
                    return next;
                });
    }

    /**
     * Takes a held run back into the queue; nothing when nobody holds it. After thirty times it has
     * failed.
     */
    public void orphan(RunId id, FailureReason reason) {
        lockedDo(
                id,
                (tx, run) -> {
                    if (run.state().held()) {
                        back(tx, run, RunTrigger.ORPHAN, reason, "", Optional.empty());
                    }
                });
    }

    /** As {@link #orphan(RunId, FailureReason)}, if it is still held with this fence. */
    public void orphan(RunId id, long fence, FailureReason reason) {
        lockedDo(
                id,
                (tx, run) -> {
                    if (run.state().held() && run.fence() == fence) {
                        back(tx, run, RunTrigger.ORPHAN, reason, "", Optional.empty());
                    }
                });
    }

    /** Takes back what has outlived its lease or its session; says how many. */
    public int reap() {
        List<RunId> abandoned = database.reading(RunStore::abandoned);
        for (RunId id : abandoned) {
            lockedDo(
                    id,
                    (tx, run) -> {
                        boolean still =
                                run.state().held()
                                        && (run.leaseUntil().filter(tx.now()::isAfter).isPresent()
                                                || fleet.gone(tx, run.sessionId().orElseThrow()));
                        if (still) {
                            back(
                                    tx,
                                    run,
                                    RunTrigger.ORPHAN,
                                    FailureReason.SESSION_LOST,
                                    run.accepted()
                                            ? "the lease ran out"
                                            : "the dispatch was not answered",
                                    run.accepted() ? Optional.empty() : run.sessionId());
                        }
                    });
        }
        return abandoned.size();
    }

    /** Queues again what has paused for long enough; says how many. */
    public int resumeDue() {
        List<RunId> due = database.reading(RunStore::due);
        for (RunId id : due) {
            lockedDo(
                    id,
                    (tx, run) -> {
                        if (run.state() != RunState.PAUSED) {
                            return;
                        }
                        run.taskId()
                                .filter(_ -> run.purpose() == Purpose.DEVELOP)
                                .map(task -> tasks.task(tx, task))
                                .filter(task -> task.state() == TaskState.WAITING_FOR_RESUME)
                                .ifPresent(task -> tasks.resumed(tx, task.id()));
                        Run next = RunStore.requeue(tx, id, false, Optional.empty());
                        RunLog.step(tx, run, next, RunTrigger.RESUME, "");
                        RunLog.queued(tx, next);
                    });
        }
        return due.size();
    }

    /**
     * Compares what a session that says hello believes to hold with what it holds: what it does not
     * list is taken back at once, what it lists with the current fence goes on.
     */
    public List<RunDecision> reconcile(SessionId session, List<HeldRun> listed) {
        Set<UUID> known = listed.stream().map(HeldRun::run).collect(Collectors.toSet());
        for (Run held : heldBy(session)) {
            if (!known.contains(held.id().value())) {
                orphan(held.id(), held.fence(), FailureReason.SESSION_LOST);
            }
        }
        Set<UUID> gone = Set.copyOf(renew(session, listed));
        return listed.stream()
                .map(run ->
                        gone.contains(run.run())
                                ? new RunDecision(
                                        run.run(),
                                        Decision.CANCEL,
                                        Optional.of("the lease is lost"))
                                : new RunDecision(run.run(), Decision.CONTINUE, Optional.empty()))
                .toList();
    }

    /** Renews the leases named with their current fence; answers those that are gone. */
    public List<UUID> renew(SessionId session, List<HeldRun> listed) {
        if (listed.isEmpty()) {
            return List.of();
        }
        Set<UUID> renewed =
                database.inTransaction(tx ->
                        RunStore.renew(
                                        tx,
                                        session,
                                        listed.stream().map(HeldRun::run).toList(),
                                        listed.stream().map(HeldRun::fence).toList(),
                                        tx.now().plus(fleet.lease()))
                                .stream()
                                .map(RunId::value)
                                .collect(Collectors.toSet()));
        return listed.stream().map(HeldRun::run).filter(run -> !renewed.contains(run)).toList();
    }

    /** Takes back everything a session holds. */
    public void orphanAll(SessionId session, FailureReason reason) {
        heldBy(session).forEach(run -> orphan(run.id(), run.fence(), reason));
    }

    // The contract's verbs.

    public void accept(SessionId caller, RunMethod.Accept accept) {
        held(
                caller,
                accept,
                (tx, run) -> {
                    RunStore.accept(tx, run.id(), tx.now().plus(fleet.lease()));
                    return run;
                });
    }

    /**
     * Back to the queue for others; a refusal that asks for an operator is a failure. A session
     * whose seats are taken, though we think otherwise, still ends what it was told to stop: it
     * rests a little, longer each time, else it would be asked again at once until the run's
     * patience is spent.
     */
    public void refuse(SessionId caller, RunMethod.Refuse refuse) {
        held(
                caller,
                refuse,
                (tx, run) -> {
                    if (refuse.reason().advice() == Advice.ASK_OPERATOR) {
                        return fail(
                                tx,
                                run,
                                refuse.reason(),
                                refuse.detail(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty());
                    }
                    if (refuse.reason() == FailureReason.AT_CAPACITY) {
                        fleet.rests(tx, caller, tx.now().plus(rest(run.orphaned())));
                    }
                    return back(
                            tx,
                            run,
                            RunTrigger.REFUSE,
                            refuse.reason(),
                            refuse.detail(),
                            Optional.of(caller));
                });
    }

    public void start(SessionId caller, RunMethod.Start start) {
        held(caller, start, (tx, run) -> started(tx, run, start.provider(), start.model()));
    }

    public void progress(SessionId caller, RunMethod.Progress progress) {
        held(
                caller,
                progress,
                (tx, run) -> {
                    String text = cut(progress.text(), 500);
                    if (RunStore.progress(tx, run.id(), text, tx.now().minus(BETWEEN_PROGRESS))) {
                        RunLog.publish(
                                tx, run, new RunNews.Progress(run.id().value(), task(run), text));
                    }
                    return run;
                });
    }

    public void usage(SessionId caller, RunMethod.UsageReport report) {
        held(
                caller,
                report,
                (tx, run) -> {
                    RunStore.usage(tx, run.id(), report.usage());
                    return run;
                });
    }

    /** Frees the seat until the time the limit names; the session's provider rests until then. */
    public void pause(SessionId caller, RunMethod.Pause pause) {
        held(
                caller,
                pause,
                (tx, found) -> {
                    Run run = begun(tx, found);
                    RunState.LIFECYCLE.next(run.state(), RunTrigger.PAUSE);
                    Instant resumeAt = within(tx.now(), pause.resumeAt());
                    run.taskId()
                            .filter(_ -> run.purpose() == Purpose.DEVELOP)
                            .ifPresent(task -> tasks.paused(tx, task));
                    Run next =
                            RunStore.pause(tx, run.id(), resumeAt, pause.reason(), pause.detail());
                    if (pause.reason() == FailureReason.PROVIDER_RATE_LIMITED
                            || pause.reason() == FailureReason.PROVIDER_USAGE_LIMIT) {
                        fleet.limited(tx, caller, resumeAt);
                    }
                    released(tx, run);
                    RunLog.step(tx, run, next, RunTrigger.PAUSE, pause.reason().wireName());
                    RunLog.publish(
                            tx,
                            next,
                            new RunNews.Paused(
                                    run.id().value(), task(run), pause.reason(), resumeAt));
                    return next;
                });
    }

    /**
     * The first terminal report wins, the same again is acknowledged.
     *
     * @throws Refused {@code proof_missing} with {@code missing}; {@code conflict} when another
     *     terminal report was taken; {@code lease_lost}
     */
    public void complete(SessionId caller, RunMethod.Complete complete) {
        TerminalReport report = TerminalReport.of(complete);
        Run before = run(new RunId(complete.run()));
        if (settledBy(caller, before, complete.fence(), report)) {
            return;
        }
        requireHolder(caller, before, complete.fence());
        Optional<String> commit = prove(before, complete);
        lockedDo(
                before.id(),
                (tx, found) -> {
                    if (settledBy(caller, found, complete.fence(), report)) {
                        return;
                    }
                    requireHolder(caller, found, complete.fence());
                    Run run = begun(tx, found);
                    RunState.LIFECYCLE.next(run.state(), RunTrigger.COMPLETE);
                    if (run.purpose() == Purpose.DEVELOP) {
                        tasks.submitted(
                                tx, run.taskId().orElseThrow(), commit.orElseThrow(), caller);
                    }
                    complete.usage().ifPresent(usage -> RunStore.usage(tx, run.id(), usage));
                    Run next = RunStore.succeeded(tx, run.id(), report, commit);
                    released(tx, run);
                    RunLog.step(tx, run, next, RunTrigger.COMPLETE, commit.orElse(""));
                    RunLog.publish(
                            tx,
                            next,
                            new RunNews.Succeeded(run.id().value(), task(run), run.purpose()));
                });
    }

    /** As {@link #complete}, without proof. */
    public void fail(SessionId caller, RunMethod.Fail fail) {
        TerminalReport report = TerminalReport.of(fail);
        lockedDo(
                new RunId(fail.run()),
                (tx, run) -> {
                    if (!settledBy(caller, run, fail.fence(), report)) {
                        requireHolder(caller, run, fail.fence());
                        fail(
                                tx,
                                run,
                                fail.reason(),
                                fail.detail(),
                                fail.logTail().map(log -> tail(log, LONGEST_LOG)),
                                fail.retryAt().map(at -> within(tx.now(), at)),
                                Optional.of(report));
                    }
                });
    }

    public void subtask(SessionId caller, RunMethod.Subtask subtask) {
        aside(
                caller,
                subtask,
                (tx, run) ->
                        tasks.subtask(
                                tx,
                                tasks.task(tx, run.taskId().orElseThrow()),
                                RunStore.sessionName(tx, caller),
                                subtask.subtask()));
    }

    public void question(SessionId caller, RunMethod.Question question) {
        aside(
                caller,
                question,
                (tx, run) ->
                        tasks.comment(
                                tx,
                                run.taskId().orElseThrow(),
                                RunStore.sessionName(tx, caller),
                                Comment.Kind.QUESTION,
                                cut(question.question(), 10_000)));
    }

    // What an operator may do.

    /** Takes a live run back for good; its task then needs an operator, its work is kept. */
    public Run cancel(UserId by, RunId id) {
        require(by, id, Permission.CANCEL_RUN);
        return locked(
                id,
                (tx, run) -> {
                    Run next = cancelled(tx, run, FailureReason.CANCELLED_BY_OPERATOR);
                    if (run.purpose() == Purpose.DEVELOP) {
                        Task task = tasks.task(tx, run.taskId().orElseThrow());
                        if (!task.state().terminal() && task.state() != TaskState.NEEDS_OPERATOR) {
                            tasks.needsOperator(
                                    tx,
                                    task.id(),
                                    "a person cancelled its run; \"Try again\" starts it again, \"Cancel\" gives it up");
                        }
                    }
                    return next;
                });
    }

    /**
     * For the rooms above: takes a live run back for good, and with {@code plan_paused} its task
     * waits for the plan. Nothing happens to a run that has ended.
     */
    public void withdraw(RunId id, FailureReason reason) {
        lockedDo(
                id,
                (tx, run) -> {
                    if (run.state().terminal()) {
                        return;
                    }
                    cancelled(tx, run, reason);
                    if (run.purpose() == Purpose.DEVELOP && reason == FailureReason.PLAN_PAUSED) {
                        Task task = tasks.task(tx, run.taskId().orElseThrow());
                        if (task.state().inHand()) {
                            tasks.paused(tx, task.id());
                        }
                    }
                });
    }

    /**
     * As {@link #withdraw}, inside the caller's transaction, which has locked the task if there is
     * one; the task is left as it is.
     */
    public Run cancel(Transaction tx, RunId id, FailureReason reason) {
        Run run = RunStore.lock(tx, id).orElseThrow(() -> Refused.notFound("run", id));
        return run.state().terminal() ? run : cancelled(tx, run, reason);
    }

    /**
     * Says a sentence to the agent that runs, and to those that come after it on the same task.
     *
     * @throws Refused {@code invalid_params} for an empty text
     */
    public void steer(UserId by, RunId id, String text) {
        require(by, id, Permission.STEER);
        String sentence = text.strip();
        if (sentence.isEmpty() || sentence.length() > 4_000) {
            throw Refused.invalid("text", "a directive has 1 to 4,000 characters");
        }
        lockedDo(
                id,
                (tx, run) -> {
                    UUID directive = RunStore.directive(tx, run, by, sentence);
                    DirectiveNews.Given given =
                            new DirectiveNews.Given(
                                    directive, Optional.of(id.value()), task(run), sentence);
                    tx.publish(
                            ProjectEvent.of(run.projectId().value(), given.type(), given)
                                    .plan(run.planId().value())
                                    .run(id.value()));
                    run.sessionId()
                            .ifPresent(session ->
                                    tx.afterCommit(() -> post.steer(session, id, sentence)));
                });
    }

    // Steps.

    private Optional<Run> queue(Transaction tx, RunStore.NewRun wanted) {
        Optional<Run> run = RunStore.insert(tx, RunId.random(), wanted);
        run.ifPresent(queued -> RunLog.queued(tx, queued));
        return run;
    }

    private Run started(Transaction tx, Run run, String provider, Optional<String> model) {
        RunState.LIFECYCLE.next(run.state(), RunTrigger.START);
        if (run.purpose() == Purpose.DEVELOP) {
            tasks.started(tx, run.taskId().orElseThrow(), run.id().value());
        }
        Run next = RunStore.start(tx, run.id(), tx.now().plus(fleet.lease()), provider, model);
        RunLog.step(tx, run, next, RunTrigger.START, provider);
        RunLog.publish(
                tx,
                next,
                new RunNews.Started(
                        run.id().value(),
                        task(run),
                        run.sessionId().orElseThrow().value(),
                        provider));
        return next;
    }

    /** A start that was said while the link was down never arrives; what follows from it does. */
    private Run begun(Transaction tx, Run run) {
        return run.state() == RunState.DISPATCHED
                ? started(tx, run, run.provider().orElse("unknown"), Optional.empty())
                : run;
    }

    private Run back(
            Transaction tx,
            Run run,
            RunTrigger trigger,
            FailureReason reason,
            String detail,
            Optional<SessionId> avoid) {
        RunState.LIFECYCLE.next(run.state(), trigger);
        if (run.orphaned() >= MOST_ORPHANINGS) {
            return fail(
                    tx,
                    run,
                    FailureReason.NO_PROGRESS,
                    "%d sessions lost it; last: %s".formatted(run.orphaned(), reason.sentence()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        if (run.purpose() == Purpose.DEVELOP) {
            TaskId task = run.taskId().orElseThrow();
            if (tasks.task(tx, task).state().inHand()) {
                if (trigger == RunTrigger.REFUSE) {
                    tasks.refused(tx, task);
                } else {
                    tasks.orphaned(tx, task);
                }
            }
        }
        Run next = RunStore.requeue(tx, run.id(), true, avoid);
        released(tx, run);
        RunLog.step(tx, run, RunState.ORPHANED, trigger, reason.wireName() + " " + detail);
        RunLog.step(tx, run, next, RunTrigger.REQUEUE, "");
        RunLog.publish(tx, next, new RunNews.Orphaned(run.id().value(), task(run), reason));
        RunLog.queued(tx, next);
        tell(tx, run, reason);
        return next;
    }

    private Run fail(
            Transaction tx,
            Run run,
            FailureReason reason,
            String detail,
            Optional<String> log,
            Optional<Instant> retryAt,
            Optional<TerminalReport> report) {
        RunState.LIFECYCLE.next(run.state(), RunTrigger.FAIL);
        if (run.purpose() == Purpose.DEVELOP) {
            TaskId task = run.taskId().orElseThrow();
            if (tasks.task(tx, task).state().inHand()) {
                tasks.failed(tx, task, reason, detail, retryAt);
            }
        }
        Run next = RunStore.failed(tx, run.id(), reason, cut(detail, 4_000), log, report);
        released(tx, run);
        RunLog.step(tx, run, next, RunTrigger.FAIL, reason.wireName());
        RunLog.publish(
                tx,
                next,
                new RunNews.Failed(
                        run.id().value(), task(run), run.purpose(), reason, cut(detail, 500)));
        return next;
    }

    private Run cancelled(Transaction tx, Run run, FailureReason reason) {
        RunState.LIFECYCLE.next(run.state(), RunTrigger.CANCEL);
        Run next = RunStore.cancelled(tx, run.id(), reason);
        released(tx, run);
        RunLog.step(tx, run, next, RunTrigger.CANCEL, reason.wireName());
        RunLog.publish(tx, next, new RunNews.Cancelled(run.id().value(), task(run), reason));
        tell(tx, run, reason);
        return next;
    }

    /** Who held it may hold nothing any more. */
    private void released(Transaction tx, Run held) {
        held.sessionId()
                .ifPresent(
                        session -> fleet.busy(tx, session, RunStore.seatsTaken(tx, session) > 0));
    }

    /** The session that held it hears that it is gone. */
    private void tell(Transaction tx, Run run, FailureReason reason) {
        run.sessionId()
                .ifPresent(session ->
                        tx.afterCommit(() -> post.cancel(session, run.id(), run.fence(), reason)));
    }

    private Optional<String> prove(Run run, RunMethod.Complete complete) {
        return switch (run.purpose()) {
            case DEVELOP, TEST -> {
                Task task = tasks.task(run.taskId().orElseThrow());
                Plan plan = plans.plan(run.planId());
                Project project = projects.project(run.projectId());
                yield Optional.of(
                        Proofs.develop(
                                complete,
                                task,
                                project,
                                clones.of(project),
                                plan.epicRef(),
                                CommitId.parse(epicHead(plan))));
            }
            case REVIEW -> {
                Proofs.review(complete, run);
                yield Optional.empty();
            }
            case CHECK, RELEASE -> {
                Proofs.gate(complete);
                yield Optional.empty();
            }
            case PLAN, ANALYZE, MERGE, CLEANUP -> Optional.empty();
        };
    }

    /** Whether this very report was taken already. */
    private static boolean settledBy(SessionId caller, Run run, long fence, TerminalReport report) {
        boolean its = run.lastSession().equals(Optional.of(caller)) && run.fence() == fence;
        if (!its || run.report().isEmpty()) {
            return false;
        }
        if (run.report().get().saysTheSameAs(report)) {
            return true;
        }
        throw new Refused(
                RefusalCode.CONFLICT,
                "run %s has %s by another report".formatted(run.id(), RunLog.word(run.state())));
    }

    private static void requireHolder(SessionId caller, Run run, long fence) {
        if (!run.heldBy(caller, fence)) {
            throw new Refused(
                    RefusalCode.LEASE_LOST,
                    "session %s does not hold run %s with fence %d"
                            .formatted(caller, run.id(), fence));
        }
    }

    /** What the holder says of its run; takes the locks in their order. */
    private void held(SessionId caller, RunMethod method, BiFunction<Transaction, Run, Run> step) {
        locked(
                new RunId(method.run()),
                (tx, run) -> {
                    requireHolder(caller, run, method.fence());
                    return step.apply(tx, run);
                });
    }

    /** What the holder says beside its run: locks the plan, then the run. */
    private void aside(SessionId caller, RunMethod method, BiConsumer<Transaction, Run> step) {
        database.inTransactionDo(tx -> {
            Run found = run(tx, new RunId(method.run()));
            requireHolder(caller, found, method.fence());
            if (found.taskId().isEmpty()) {
                throw Refused.invalid("run", "run %s has no task".formatted(found.id()));
            }
            plans.lock(tx, found.planId());
            Run run = RunStore.lock(tx, found.id()).orElseThrow();
            requireHolder(caller, run, method.fence());
            step.accept(tx, run);
        });
    }

    private void lockedDo(RunId id, BiConsumer<Transaction, Run> step) {
        locked(
                id,
                (tx, run) -> {
                    step.accept(tx, run);
                    return run;
                });
    }

    /** Locks plan, task and run, in this order, and gives the run as it is then. */
    private Run locked(RunId id, BiFunction<Transaction, Run, Run> step) {
        return database.inTransaction(tx -> {
            Run found = run(tx, id);
            plans.share(tx, found.planId());
            found.taskId().ifPresent(task -> tasks.lock(tx, task));
            return step.apply(tx, RunStore.lock(tx, id).orElseThrow());
        });
    }

    private Run require(Transaction tx, UserId user, RunId id, Permission permission) {
        Run run = run(tx, id);
        projects.require(tx, user, run.projectId(), permission);
        return run;
    }

    private static Duration rest(int timesRefused) {
        Duration rest = SHORTEST_REST.multipliedBy(1L << Math.min(timesRefused, 10));
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    private static Instant within(Instant now, Instant wanted) {
        Instant earliest = now.plus(SHORTEST_PAUSE);
        Instant latest = now.plus(LONGEST_PAUSE);
        return wanted.isBefore(earliest) ? earliest : wanted.isAfter(latest) ? latest : wanted;
    }

    private static Optional<UUID> task(Run run) {
        return run.taskId().map(TaskId::value);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String tail(String text, int longest) {
        return text.length() <= longest ? text : text.substring(text.length() - longest);
    }
}
