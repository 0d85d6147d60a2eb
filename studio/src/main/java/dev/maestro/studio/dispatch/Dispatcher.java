package dev.maestro.studio.dispatch;

import dev.maestro.studio.contract.SessionLink;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Tasks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Does what is due: draws the consequences of paused and cancelled plans, queues runs for ready
 * tasks, gives queued runs to free seats of the sessions that are connected here: of several
 * studios on a database each serves its own. Every sweep looks at the state anew and may be stopped
 * anywhere; the database lets each step happen once. Meant for one thread; several at once do no
 * harm.
 */
public final class Dispatcher {

    private final Database database;
    private final Plans plans;
    private final Fleet fleet;
    private final Consequences consequences;
    private final Assignment assignment;
    private final Handover handover;
    private final SpawnQueue spawnQueue;
    private final Explanations explanations;
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
        this.plans = plans;
        this.fleet = fleet;
        this.consequences = new Consequences(database, plans, tasks, runs);
        this.assignment = new Assignment(tasks, runs, clock);
        Packets packets = new Packets(projects, plans, tasks, runs);
        this.handover = new Handover(database, runs, fleet, link, packets, assignment, clock);
        this.spawnQueue = new SpawnQueue(runs);
        this.explanations = new Explanations(plans, tasks, runs, fleet, clock);
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

    /** For people who wait. */
    public Explanations explanations() {
        return explanations;
    }

    /** For sessions that ask for their next run. */
    Handover handover() {
        return handover;
    }

    /** For leads. */
    SpawnQueue spawnQueue() {
        return spawnQueue;
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

    /** What takes back comes first: it needs no remote, and must not wait for one that is gone. */
    private void sweep(ProjectId project, List<Plan> all) {
        for (Plan plan : all) {
            consequences.takeBack(plan);
        }
        List<Plan> active = new ArrayList<>();
        List<RuntimeException> failures = new ArrayList<>();
        for (Plan plan : all) {
            try {
                if (plan.state() == PlanState.ACTIVE && plans.ensureEpic(plan)) {
                    consequences.carryOn(plan);
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
            assignment.assign(project, active, available, handover::give);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }
}
