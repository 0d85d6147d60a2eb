package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The room of the runs. What is asked of them is asked here; what changes them comes in by a door
 * of its own for each kind of caller. Any thread may use it.
 */
public final class Runs {

    private final Database database;
    private final Projects projects;
    private final RunQueue queue;
    private final Leases leases;
    private final RunReports reports;
    private final RunEndings endings;
    private final RunRequests requests;
    private final RunOrders orders;
    private final Directives directives;
    private final Questions questions;

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
        RunLocks locks = new RunLocks(database, plans, tasks, this);
        RunSteps steps = new RunSteps(tasks, fleet, post);
        Prover prover = new Prover(projects, plans, tasks, clones, this);
        this.queue = new RunQueue(database, plans, tasks, locks);
        this.leases = new Leases(database, plans, tasks, fleet, locks, steps);
        this.reports = new RunReports(tasks, fleet, locks, steps);
        this.endings = new RunEndings(tasks, this, locks, steps, prover);
        this.directives = new Directives(database, projects, plans, fleet, this, post);
        this.questions = new Questions(database, fleet, this, post);
        this.requests = new RunRequests(database, plans, tasks, this);
        this.orders = new RunOrders(tasks, this, locks, steps);
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
        database.inTransactionDo(tx -> LeaseStore.extendLeases(tx, tx.now().plus(grace)));
        return new Runs(database, projects, plans, tasks, fleet, clones, post);
    }

    /** For the rooms above, which ask for runs. */
    public RunQueue queue() {
        return queue;
    }

    /** For the dispatcher, and for sessions that say that they are still there. */
    public Leases leases() {
        return leases;
    }

    /** For sessions: how a run goes. */
    public RunReports reports() {
        return reports;
    }

    /** For sessions: how a run ended. */
    public RunEndings endings() {
        return endings;
    }

    /** For sessions: what an agent wants besides. */
    public RunRequests requests() {
        return requests;
    }

    /** For operators, and for the rooms above that take runs back. */
    public RunOrders orders() {
        return orders;
    }

    /**
     * @throws Refused {@code not_found}
     */
    public Run run(RunId id) {
        return database.reading(tx -> run(tx, id));
    }

    public Optional<Run> find(RunId id) {
        return database.reading(tx -> RunStore.find(tx, id));
    }

    /** As {@link #run(RunId)}, inside the caller's transaction. */
    public Run run(Transaction tx, RunId id) {
        return RunStore.find(tx, id).orElseThrow(() -> Refused.notFound("run", id));
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
        return database.reading(tx -> LeaseStore.holders(tx, project));
    }

    public List<Run> heldBy(SessionId session) {
        return database.reading(tx -> LeaseStore.heldBy(tx, session));
    }

    public List<RunStep> steps(RunId run) {
        return database.reading(tx -> RunStepStore.steps(tx, run));
    }

    /** For operators: what they say to agents. */
    public Directives directives() {
        return directives;
    }

    /** For operators: what agents wait for. */
    public Questions questions() {
        return questions;
    }

    /** Where the plan's epic stands as far as this studio has moved it. */
    public String epicHead(Plan plan) {
        return database.reading(
                tx -> RunStore.lastLanded(tx, plan.id()).orElseGet(plan.baseCommit()::orElseThrow));
    }

    private Run require(Transaction tx, UserId user, RunId id, Permission permission) {
        Run run = run(tx, id);
        projects.require(tx, user, run.projectId(), permission);
        return run;
    }
}
