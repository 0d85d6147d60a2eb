package dev.maestro.studio.merge;

import dev.maestro.git.BareClone;
import dev.maestro.git.GitFailed;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.PlanState;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.review.Reviews;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Permission;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The door of the merges: the queue of each epic, releases, and the removal of what is merged. Any
 * thread may use it.
 */
public final class Merges {

    private final Database database;
    private final Projects projects;
    private final Plans plans;
    private final Clones clones;
    private final MergeStore store;
    private final Ledger ledger;
    private final MergeSteps steps;
    private final Cleanup cleanup;
    private final TaskCourse intoEpic;
    private final ReleaseCourse intoBase;

    private Merges(
            Database database,
            Projects projects,
            Plans plans,
            Clones clones,
            Tasks tasks,
            Runs runs,
            Reviews reviews,
            InstantSource clock) {
        this.database = database;
        this.projects = projects;
        this.plans = plans;
        this.clones = clones;
        CleanupStore cleanups = new CleanupStore();
        this.store = new MergeStore();
        this.ledger = new Ledger(database, store, cleanups);
        this.steps =
                new MergeSteps(database, ledger, new Gate(database, plans, runs, store, ledger));
        this.cleanup = new Cleanup(database, cleanups, clock);
        this.intoEpic = new TaskCourse(database, tasks, reviews, store, cleanups);
        this.intoBase = new ReleaseCourse(plans, store, cleanups);
    }

    public static Merges open(
            Database database,
            Projects projects,
            Plans plans,
            Clones clones,
            Tasks tasks,
            Runs runs,
            Reviews reviews,
            InstantSource clock) {
        return new Merges(database, projects, plans, clones, tasks, runs, reviews, clock);
    }

    /**
     * Does everything that is due in a project, one step a plan in turn until nothing moves: puts
     * approved tasks and finished plans into the queue, merges, gates, lands, and removes what is
     * merged. Idempotent; may be cut short anywhere, and run by several at once. A plan whose step
     * throws does not keep the others from theirs; what it threw comes out at the end.
     */
    public void sweep(ProjectId id) {
        Project project = projects.project(id);
        Round round = new Round();
        do {
            once(project, round);
        } while (round.moved());
        round.step(
                "cleanup",
                () -> {
                    cleanup.sweep(id, () -> clones.of(project));
                    return false;
                });
        round.end();
    }

    /** One step a plan. */
    void once(Project project, Round round) {
        round.begin();
        for (Merge head : due(project.id())) {
            round.step(head.planId(), () -> step(project, head));
        }
    }

    /** The projects that a sweep may find something to do in. */
    public Set<ProjectId> projectsWithWork() {
        Set<ProjectId> found = new LinkedHashSet<>(plans.projectsThatMove());
        found.addAll(database.reading(MergeStore::projectsWithQueue));
        found.addAll(database.reading(CleanupStore::projectsDue));
        return found;
    }

    private List<Merge> due(ProjectId project) {
        return database.inTransaction(tx -> {
            store.enqueueApproved(tx, project);
            store.enqueueReleases(tx, project);
            return store.heads(tx, project);
        });
    }

    private boolean step(Project project, Merge merge) {
        Plan plan = plans.plan(merge.planId());
        if (plan.state() == PlanState.PAUSED) {
            return false;
        }
        BareClone clone = clones.of(project);
        Course course =
                switch (merge.kind()) {
                    case TASK -> intoEpic;
                    case RELEASE -> intoBase;
                };
        try {
            return steps.take(course, new Course.Item(merge, plan, project, clone));
        } catch (GitFailed e) {
            ledger.note(merge, "git failed: " + e.getMessage());
            course.missed(new Course.Item(merge, plan, project, clone));
            throw e;
        }
    }

    /** All merges of a plan in the order of the queue, those that have ended included. */
    public List<Merge> ofPlan(PlanId plan) {
        return database.reading(tx -> store.ofPlan(tx, plan));
    }

    /** The latest attempt to release the plan. */
    public Optional<Merge> release(PlanId plan) {
        return database.reading(tx -> store.lastRelease(tx, plan));
    }

    /**
     * Queues the release of a plan again after it conflicted or its gate failed. Again while one is
     * under way: nothing more happens.
     *
     * @throws Refused {@code not_found}, {@code forbidden}; {@code invalid_transition} when no
     *     release of the plan has failed
     */
    public void retryRelease(UserId by, PlanId id) {
        plans.require(by, id, Permission.RELEASE_PLAN);
        database.inTransactionDo(tx -> {
            Plan plan = plans.lock(tx, id);
            Optional<Merge> last = store.lastRelease(tx, id);
            if (last.filter(merge -> merge.state().live()).isPresent()) {
                return;
            }
            Merge failed =
                    last.filter(_ -> plan.state() == PlanState.ACTIVE)
                            .filter(merge -> merge.state() != MergeState.LANDED)
                            .orElseThrow(() -> notFailed(plan));
            store.enqueueRelease(tx, failed);
        });
    }

    private static Refused notFailed(Plan plan) {
        return new Refused(
                RefusalCode.INVALID_TRANSITION,
                "plan %s has no release that failed".formatted(plan.id()),
                Map.of(
                        "from",
                        plan.state().name().toLowerCase(Locale.ROOT),
                        "trigger",
                        "retry_release"));
    }
}
