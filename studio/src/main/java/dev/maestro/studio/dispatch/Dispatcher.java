package dev.maestro.studio.dispatch;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.StudioMethod.Dispatch;
import dev.maestro.studio.contract.SessionLink;
import dev.maestro.studio.dispatch.Placement.Choice;
import dev.maestro.studio.dispatch.WhyNot.Code;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due: draws the consequences of paused and cancelled plans, queues runs for ready
 * tasks, gives queued runs to free seats of the sessions that are connected here: of several
 * studios on a database each serves its own. Every sweep looks at the state anew and may be stopped
 * anywhere; the database lets each step happen once. Meant for one thread; several at once do no
 * harm.
 */
public final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private static final int QUEUED_AT_ONCE = 100;

    private final Database database;
    private final Projects projects;
    private final Plans plans;
    private final Tasks tasks;
    private final Runs runs;
    private final Fleet fleet;
    private final SessionLink link;
    private final Packets packets;
    private final InstantSource clock;

    private Dispatcher(
            Database database,
            Projects projects,
            Plans plans,
            Tasks tasks,
            Runs runs,
            Fleet fleet,
            SessionLink link,
            InstantSource clock) {
        this.database = database;
        this.projects = projects;
        this.plans = plans;
        this.tasks = tasks;
        this.runs = runs;
        this.fleet = fleet;
        this.link = link;
        this.packets = new Packets(projects, plans, tasks, runs);
        this.clock = clock;
    }

    public static Dispatcher open(
            Database database,
            Projects projects,
            Plans plans,
            Tasks tasks,
            Runs runs,
            Fleet fleet,
            SessionLink link,
            InstantSource clock) {
        return new Dispatcher(database, projects, plans, tasks, runs, fleet, link, clock);
    }

    /** The projects that a sweep may find something to do in. */
    public Set<ProjectId> projectsWithWork() {
        return database.reading(tx -> DispatchStore.plans(tx, Optional.empty())).stream()
                .map(Plan::projectId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Everything that is due in a project. */
    public void sweep(ProjectId project) {
        sweep(project, database.reading(tx -> DispatchStore.plans(tx, Optional.of(project))));
    }

    /**
     * Why a task that could run, or be reviewed, is not; empty for one that is, or needs no run
     * now.
     */
    public List<WhyNot> whyNot(TaskId id) {
        Task task = tasks.task(id);
        if (task.state() == TaskState.WAITING_FOR_RESUME) {
            return List.of(waiting(task));
        }
        boolean review = task.state() == TaskState.IN_REVIEW;
        if (!review && task.state() != TaskState.DRAFT && task.state() != TaskState.DISPATCHED) {
            return List.of();
        }
        Instant now = clock.instant();
        Purpose purpose = review ? Purpose.REVIEW : Purpose.DEVELOP;
        List<Run> live = runs.live(task.projectId());
        Optional<Run> own =
                live.stream()
                        .filter(run -> run.taskId().equals(Optional.of(id)))
                        .filter(run -> run.purpose() == purpose)
                        .findFirst();
        if (own.filter(run -> run.state().held()).isPresent()) {
            return List.of();
        }
        List<WhyNot> reasons = new ArrayList<>();
        Plan plan = plans.plan(task.planId());
        if (plan.state() != PlanState.ACTIVE) {
            reasons.add(WhyNot.of(Code.PLAN_PAUSED, "the plan is not active"));
        }
        if (task.held()) {
            reasons.add(WhyNot.of(Code.HELD, "an operator holds it"));
        }
        task.notBefore()
                .filter(now::isBefore)
                .ifPresent(until ->
                        reasons.add(
                                new WhyNot(
                                        Code.WAITS_UNTIL,
                                        "it waits after a failure",
                                        List.of(),
                                        Optional.of(until))));
        own.flatMap(Run::resumeAt).ifPresent(at -> reasons.add(limited(at)));
        blockedBy(id).ifPresent(reasons::add);
        if (reasons.isEmpty()) {
            reasons.add(
                    own.map(run -> place(run, task, live, now))
                            .orElseGet(() -> WhyNot.of(Code.ABOUT_TO_START, "it is being queued")));
        }
        return reasons;
    }

    /**
     * The next run for a session without a socket, which has it when this returns.
     *
     * @throws Refused {@code forbidden} and others as {@link Fleet#heard}
     */
    public Optional<Dispatch> take(Session session) {
        fleet.heard(session.id());
        Session now = fleet.session(session.id());
        if (!Fleet.takes(now, clock.instant())) {
            return Optional.empty();
        }
        List<Plan> active =
                database
                        .reading(tx -> DispatchStore.plans(tx, Optional.of(now.projectId())))
                        .stream()
                        .filter(plan -> plan.state() == PlanState.ACTIVE)
                        .toList();
        List<Dispatch> taken = new ArrayList<>();
        assign(
                now.projectId(),
                active,
                List.of(now),
                (run, _, why) -> {
                    Optional<Run> given = dispatched(run, now, why);
                    given.ifPresent(mine -> {
                        runs.accept(
                                now.id(), new RunMethod.Accept(mine.id().value(), mine.fence()));
                        taken.add(packets.of(mine));
                    });
                    return given.isEmpty();
                });
        return taken.stream().findFirst();
    }

    /**
     * What a lead may place.
     *
     * @throws Refused {@code forbidden} for a session that is no lead
     */
    public List<SpawnLine> spawnQueue(Session lead) {
        if (lead.kind() != SessionKind.LEAD) {
            throw new Refused(
                    RefusalCode.FORBIDDEN, "session %s is no lead".formatted(lead.name()));
        }
        return runs.live(lead.projectId()).stream()
                .filter(run ->
                        (run.state() == RunState.QUEUED && run.orphaned() > 0)
                                || (run.state() == RunState.DISPATCHED && !run.accepted()))
                .map(run ->
                        new SpawnLine(
                                run.id(),
                                run.planId(),
                                run.taskId(),
                                run.purpose(),
                                run.state(),
                                run.attempt(),
                                run.orphaned(),
                                run.queuedAt()))
                .toList();
    }

    /** What takes back comes first: it needs no remote, and must not wait for one that is gone. */
    private void sweep(ProjectId project, List<Plan> all) {
        for (Plan plan : all) {
            strays(plan);
            switch (plan.state()) {
                case PAUSED -> pause(plan);
                case CANCELLED -> cancel(plan);
                case DRAFT, ACTIVE, COMPLETED, ARCHIVED -> {}
            }
        }
        List<Plan> active = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Plan plan : all) {
            try {
                if (plan.state() == PlanState.ACTIVE && plans.ensureEpic(plan)) {
                    resume(plan);
                    queue(plan);
                    active.add(plan);
                }
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        if (!active.isEmpty()) {
            Instant now = clock.instant();
            List<Session> available =
                    fleet.ofProject(project).stream()
                            .filter(each -> fleet.available(each, now))
                            .toList();
            assign(project, active, available, this::give);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    private void strays(Plan plan) {
        withdraw(
                database.reading(tx -> DispatchStore.strays(tx, plan.id())),
                FailureReason.CANCELLED_BY_OPERATOR);
    }

    private void pause(Plan plan) {
        withdraw(
                database.reading(tx -> DispatchStore.heldForTasks(tx, plan.id())),
                FailureReason.PLAN_PAUSED);
    }

    private void cancel(Plan plan) {
        withdraw(
                database.reading(tx -> DispatchStore.live(tx, plan.id())),
                FailureReason.CANCELLED_BY_OPERATOR);
        for (TaskId id : database.reading(tx -> DispatchStore.unended(tx, plan.id()))) {
            database.inTransactionDo(tx -> {
                plans.share(tx, plan.id());
                if (!tasks.lock(tx, id).state().terminal()) {
                    tasks.cancelled(tx, id);
                }
            });
        }
    }

    private void withdraw(List<RunId> ids, FailureReason reason) {
        ids.forEach(id -> runs.withdraw(id, reason));
    }

    private void resume(Plan plan) {
        for (TaskId id : database.reading(tx -> DispatchStore.toResume(tx, plan.id()))) {
            database.inTransactionDo(tx -> {
                if (plans.share(tx, plan.id()).state() == PlanState.ACTIVE
                        && tasks.lock(tx, id).state() == TaskState.WAITING_FOR_RESUME) {
                    tasks.resumed(tx, id);
                }
            });
        }
    }

    /** A hundred at most, so that the first of a large plan need not wait for the last. */
    private void queue(Plan plan) {
        if (database.reading(tx -> DispatchStore.ready(tx, plan.id(), 1)).isEmpty()) {
            return;
        }
        database.inTransactionDo(tx -> {
            if (plans.share(tx, plan.id()).state() != PlanState.ACTIVE) {
                return;
            }
            for (TaskId id : DispatchStore.ready(tx, plan.id(), QUEUED_AT_ONCE)) {
                Task task = tasks.lock(tx, id);
                boolean still =
                        task.state() == TaskState.DRAFT || task.state() == TaskState.DISPATCHED;
                if (still && runs.queueDevelop(tx, task).isEmpty()) {
                    LOG.debug("task {} has a live run already", id);
                }
            }
        });
    }

    /** Gives a run away; says whether to go on with the next. */
    private interface Giver {
        boolean give(Run run, Session session, List<String> why);
    }

    private void assign(
            ProjectId project, List<Plan> active, List<Session> available, Giver giver) {
        Instant now = clock.instant();
        // Mostly every seat is taken: find that out before all that waits is read.
        List<SessionId> holders = runs.holders(project);
        if (available.stream()
                .noneMatch(each -> Collections.frequency(holders, each.id()) < each.capacity())) {
            return;
        }
        List<Run> live = runs.live(project);
        Set<PlanId> ids = Set.copyOf(active.stream().map(Plan::id).toList());
        List<Run> queued =
                live.stream()
                        .filter(run -> run.state() == RunState.QUEUED && ids.contains(run.planId()))
                        .toList();
        if (queued.isEmpty()) {
            return;
        }
        Map<TaskId, Task> known = new HashMap<>();
        Map<TaskId, Long> urgency = new HashMap<>();
        Set<TaskId> blocked = new HashSet<>();
        for (Plan plan : active) {
            List<Task> all = tasks.ofPlan(plan.id());
            Map<TaskId, Set<TaskId>> waits = tasks.dependencies(plan.id());
            RemainingPath path = new RemainingPath(all, waits);
            for (Task task : all) {
                known.put(task.id(), task);
                urgency.put(task.id(), path.minutes(task.id()));
            }
            waits.forEach((task, others) -> {
                if (others.stream().anyMatch(other -> !done(known, other))) {
                    blocked.add(task);
                }
            });
        }
        Placement placement = new Placement(available, live, known);
        for (Run run : ordered(queued, urgency, known)) {
            if (!placement.hasFreeSeat()) {
                return;
            }
            Optional<Task> task = run.taskId().map(known::get);
            if (!task.map(each -> mayStart(run, each, blocked, now)).orElse(true)) {
                continue;
            }
            if (placement.place(run, task)
                            instanceof Choice.Placed(Session session, List<String> why)
                    && !giver.give(run, session, why)) {
                return;
            }
        }
    }

    private boolean give(Run run, Session session, List<String> why) {
        Optional<SocketId> socket = fleet.socket(session.id());
        dispatched(run, session, why)
                .filter(given -> !link.dispatch(session.id(), packets.of(given)))
                .ifPresent(given -> {
                    // Else it would be asked again at once, until the run's patience is spent.
                    socket.ifPresent(deaf -> fleet.disconnected(session.id(), deaf));
                    runs.orphan(given.id(), given.fence(), FailureReason.SESSION_LOST);
                });
        return true;
    }

    private Optional<Run> dispatched(Run run, Session session, List<String> why) {
        try {
            return Optional.of(runs.dispatch(run.id(), session.id(), session.capacity(), why));
        } catch (Refused overtaken) {
            LOG.debug("run {} was not given: {}", run.id(), overtaken.getMessage());
            return Optional.empty();
        }
    }

    /** Gates and reviews first: they free what others wait for. Then the longest way to the end. */
    private static List<Run> ordered(
            List<Run> queued, Map<TaskId, Long> urgency, Map<TaskId, Task> tasks) {
        return queued.stream()
                .sorted(
                        Comparator.<Run>comparingInt(run -> rank(run.purpose()))
                                .thenComparing(run ->
                                        -run.taskId()
                                                .map(task -> urgency.getOrDefault(task, 0L))
                                                .orElse(0L))
                                .thenComparing(run ->
                                        run.taskId().map(tasks::get).map(Task::number).orElse(0))
                                .thenComparing(Run::queuedAt))
                .toList();
    }

    private static int rank(Purpose purpose) {
        return switch (purpose) {
            case CHECK, RELEASE -> 0;
            case REVIEW -> 1;
            case PLAN, ANALYZE, DEVELOP, TEST, MERGE, CLEANUP -> 2;
        };
    }

    /** Much may have changed since it was queued: the plan too, by which it may wait for others. */
    private static boolean mayStart(Run run, Task task, Set<TaskId> blocked, Instant now) {
        return run.purpose() != Purpose.DEVELOP
                || (!task.held()
                        && !blocked.contains(task.id())
                        && !task.notBefore().filter(now::isBefore).isPresent());
    }

    private static boolean done(Map<TaskId, Task> known, TaskId id) {
        Task task = known.get(id);
        return task != null && task.state() == TaskState.DONE;
    }

    private Optional<WhyNot> blockedBy(TaskId id) {
        List<Task> open =
                tasks.dependencies(id).stream()
                        .map(tasks::task)
                        .filter(other -> other.state() != TaskState.DONE)
                        .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        List<String> numbers =
                open.stream()
                        .map(other ->
                                other.state() == TaskState.CANCELLED
                                        ? other.number() + " (cancelled: edit the plan)"
                                        : String.valueOf(other.number()))
                        .toList();
        return Optional.of(
                new WhyNot(
                        Code.BLOCKED_BY,
                        "it waits for task " + String.join(", ", numbers),
                        open.stream().map(Task::id).toList(),
                        Optional.empty()));
    }

    private WhyNot waiting(Task task) {
        Optional<Instant> until =
                runs.ofTask(task.id()).stream()
                        .filter(run -> run.state() == RunState.PAUSED)
                        .findFirst()
                        .flatMap(Run::resumeAt);
        return until.map(Dispatcher::limited)
                .orElseGet(() ->
                        WhyNot.of(Code.PLAN_PAUSED, "it was interrupted when the plan was paused"));
    }

    private static WhyNot limited(Instant until) {
        return new WhyNot(
                Code.WAITS_UNTIL, "its run is paused by a limit", List.of(), Optional.of(until));
    }

    private WhyNot place(Run run, Task task, List<Run> live, Instant now) {
        Map<TaskId, Task> known = new HashMap<>();
        tasks.ofPlan(task.planId()).forEach(each -> known.put(each.id(), each));
        List<Session> available =
                fleet.ofProject(projects.project(task.projectId()).id()).stream()
                        .filter(each -> fleet.availableAnywhere(each, now))
                        .toList();
        return switch (new Placement(available, live, known).place(run, Optional.of(task))) {
            case Choice.Waits(WhyNot why) -> why;
            case Choice.Placed(Session session, List<String> _) ->
                    WhyNot.of(Code.ABOUT_TO_START, "it goes to " + session.name());
        };
    }
}
