package dev.maestro.studio.dispatch;

import dev.maestro.studio.dispatch.Placement.Choice;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives what waits to the seats that are free. Any thread may use it. */
final class Assignment {

    /** Gives a run away; says whether to go on with the next. */
    interface Giver {
        boolean give(Run run, Session session, List<String> why);
    }

    private final Tasks tasks;
    private final Runs runs;
    private final InstantSource clock;

    Assignment(Tasks tasks, Runs runs, InstantSource clock) {
        this.tasks = tasks;
        this.runs = runs;
        this.clock = clock;
    }

    void assign(ProjectId project, List<Plan> active, List<Session> available, Giver giver) {
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
        Backlog backlog = new Backlog(active, tasks);
        Placement placement = new Placement(available, live, backlog.tasks());
        for (Run run : backlog.ordered(queued)) {
            if (!placement.hasFreeSeat()) {
                return;
            }
            Optional<Task> task = backlog.task(run);
            if (!task.map(each -> backlog.mayStart(run, each, now)).orElse(true)) {
                continue;
            }
            if (placement.place(run, task)
                            instanceof Choice.Placed(Session session, List<String> why)
                    && !giver.give(run, session, why)) {
                return;
            }
        }
    }
}
