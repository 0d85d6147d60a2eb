package dev.maestro.studio.dispatch;

import dev.maestro.protocol.work.Purpose;
import dev.maestro.studio.dispatch.Placement.Choice;
import dev.maestro.studio.dispatch.WhyNot.Code;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says to people why a task waits. Any thread may use it. */
public final class Explanations {

    private final Plans plans;
    private final Tasks tasks;
    private final Runs runs;
    private final Fleet fleet;
    private final InstantSource clock;

    Explanations(Plans plans, Tasks tasks, Runs runs, Fleet fleet, InstantSource clock) {
        this.plans = plans;
        this.tasks = tasks;
        this.runs = runs;
        this.fleet = fleet;
        this.clock = clock;
    }

    /**
     * Why a task that could run, or be reviewed, is not; empty for one that is, or needs no run
     * now.
     */
    public List<WhyNot> of(TaskId id) {
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
        return until.map(Explanations::limited)
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
                fleet.ofProject(task.projectId()).stream()
                        .filter(each -> fleet.availableAnywhere(each, now))
                        .toList();
        return switch (new Placement(available, live, known).place(run, Optional.of(task))) {
            case Choice.Waits(WhyNot why) -> why;
            case Choice.Placed(Session session, List<String> _) ->
                    WhyNot.of(Code.ABOUT_TO_START, "it goes to " + session.name());
        };
    }
}
