package dev.maestro.studio.merge;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.StudioDatabase;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.NewProject;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.review.Reviews;
import dev.maestro.studio.review.Verdict;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunPost;
import dev.maestro.studio.run.RunState;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.TaskState;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Access;
import dev.maestro.studio.workspace.WorkspaceId;
import dev.maestro.testkit.SettableClock;
import dev.maestro.testkit.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The rooms of reviews and merges on a real database and real repositories. What sessions would
 * report is written into the rows of their runs; everything else goes through the doors.
 */
public final class MergeStage implements AutoCloseable {

    /** One life of a studio: rooms that can be thrown away and built anew on the same rows. */
    public record Rooms(
            Database database,
            Projects projects,
            Plans plans,
            Tasks tasks,
            Runs runs,
            Reviews reviews,
            Merges merges) {

        static Rooms open(TestDatabase rows, Path clones, SettableClock clock) {
            Database database = Database.open(StudioDatabase.config(rows), clock);
            Clones bare = Clones.open(clones);
            Projects projects = Projects.open(database, Access.open(database), bare);
            Plans plans = Plans.open(database, projects, bare);
            Tasks tasks = Tasks.open(database, projects, plans);
            Fleet fleet = Fleet.open(database, projects);
            Runs runs = Runs.open(database, projects, plans, tasks, fleet, bare, new NobodyThere());
            Reviews reviews = Reviews.open(database, projects, plans, bare, tasks, runs);
            Merges merges =
                    Merges.open(database, projects, plans, bare, tasks, runs, reviews, clock);
            return new Rooms(database, projects, plans, tasks, runs, reviews, merges);
        }
    }

    /** No session is connected: nothing can be said to it. */
    private static final class NobodyThere implements RunPost {

        @Override
        public void cancel(SessionId session, RunId run, long fence, FailureReason reason) {}

        @Override
        public boolean steer(SessionId session, RunId run, String text, UUID directive) {
            return false;
        }

        @Override
        public boolean answer(SessionId session, RunId run, UUID question, String answer) {
            return false;
        }
    }

    private final TestDatabase rows = StudioDatabase.fresh();
    private final SettableClock clock = SettableClock.monday();
    private final Path room;
    private final UserId owner = UserId.random();
    private final WorkspaceId workspace = WorkspaceId.random();
    private final RemoteRepository remote;
    private final Project project;
    private Rooms rooms;

    public MergeStage(Path room, Optional<String> check) {
        this.room = room;
        this.remote = new RemoteRepository(room);
        this.rooms = Rooms.open(rows, room.resolve("clones"), clock);
        settle();
        this.project = project("Sample", remote, check);
    }

    /** A second repository under care, in the same workspace. */
    public Project project(String name, RemoteRepository at, Optional<String> check) {
        return rooms.projects()
                .create(
                        owner,
                        workspace,
                        new NewProject(
                                name,
                                at.path().toString(),
                                Optional.empty(),
                                check,
                                Optional.empty()));
    }

    public Rooms rooms() {
        return rooms;
    }

    public RemoteRepository remote() {
        return remote;
    }

    public Project project() {
        return project;
    }

    public UserId owner() {
        return owner;
    }

    public SettableClock clock() {
        return clock;
    }

    /** As after a kill: nothing is left but the rows, the remote and the clone. */
    public void diesAndStartsAgain() {
        rooms.database().close();
        rooms = Rooms.open(rows, room.resolve("clones"), clock);
    }

    /** Another studio on the same rows, with a clone of its own. */
    public Rooms another() {
        return Rooms.open(rows, room.resolve("clones-" + UUID.randomUUID()), clock);
    }

    /** An active plan of one phase with so many tasks. */
    public Plan plan(int tasks) {
        return plan(project, tasks);
    }

    public Plan plan(Project of, int tasks) {
        StringBuilder outline = new StringBuilder("# Search\n\nPeople find things.\n\n## All\n\n");
        for (int number = 1; number <= tasks; number++) {
            outline.append("- Task %d {#t%d}\n".formatted(number, number));
        }
        Plan plan = rooms.plans().create(owner, of.id(), outline.toString());
        return rooms.plans().activate(owner, plan.id());
    }

    public Task task(Plan plan, int number) {
        return rooms.tasks().ofPlan(plan.id()).get(number - 1);
    }

    public TaskState state(Plan plan, int number) {
        return task(plan, number).state();
    }

    /** The task's developer pushes one file and its work is proved: the task is in review. */
    public CommitId submits(Plan plan, int number, String file, String text) {
        return submits(remote, plan, number, file, text);
    }

    public CommitId submits(RemoteRepository at, Plan plan, int number, String file, String text) {
        Task task = task(plan, number);
        CommitId commit = at.commitOn(task.branch(), plan.epicBranch().orElseThrow(), file, text);
        proved(task, commit);
        return commit;
    }

    /** The developer merges the epic into the branch and resolves the conflict like this. */
    public CommitId resolves(Plan plan, int number, String file, String text) {
        Task task = task(plan, number);
        CommitId commit =
                remote.resolveOn(task.branch(), plan.epicBranch().orElseThrow(), file, text);
        proved(task, commit);
        return commit;
    }

    private void proved(Task task, CommitId commit) {
        rooms.database()
                .inTransactionDo(tx -> {
                    tx.sql()
                            .createUpdate(
                                    """
                                    insert into run (id, project_id, plan_id, task_id, purpose, state, commit_id, queued_at, ended_at)
                                    values (:id, :project, :plan, :task, 'DEVELOP', 'SUCCEEDED', :commit, :now, :now)
                                    """)
                            .bind("id", UUID.randomUUID())
                            .bind("project", task.projectId())
                            .bind("plan", task.planId())
                            .bind("task", task.id())
                            .bind("commit", commit)
                            .bind("now", tx.now())
                            .execute();
                    tx.sql()
                            .createUpdate(
                                    """
                                    update task
                                       set state = 'IN_REVIEW', head_commit = :commit, changed_at = :now
                                     where id = :task
                                    """)
                            .bind("task", task.id())
                            .bind("commit", commit)
                            .bind("now", tx.now())
                            .execute();
                });
        clock.passes(Duration.ofSeconds(1));
    }

    public Verdict approves(Plan plan, int number) {
        Task task = task(plan, number);
        CommitId commit = new CommitId(task.headCommit().orElseThrow());
        return rooms.reviews().byPerson(owner, task.id(), true, "", List.of(), commit);
    }

    /** Submitted and approved, with a file of its own. */
    public CommitId finishes(Plan plan, int number) {
        return finishes(remote, plan, number);
    }

    public CommitId finishes(RemoteRepository at, Plan plan, int number) {
        CommitId commit = submits(at, plan, number, "file%d.txt".formatted(number), "done\n");
        approves(plan, number);
        return commit;
    }

    public void reviewsAreDue() {
        rooms.reviews().sweep(project.id());
    }

    public void mergesAreDue() {
        rooms.merges().sweep(project.id());
    }

    /** One step a plan and no more. */
    public void oneStep() {
        rooms.merges().once(rooms.projects().project(project.id()), new Round());
    }

    public Run liveReview(Plan plan, int number) {
        return rooms.runs().ofTask(task(plan, number).id()).stream()
                .filter(run -> !run.state().terminal())
                .findFirst()
                .orElseThrow();
    }

    public Run gateRun(Plan plan) {
        return rooms.runs().ofPlan(plan.id()).stream()
                .filter(run -> run.mergeId().isPresent() && !run.state().terminal())
                .findFirst()
                .orElseThrow();
    }

    /** The session's verdict on the commit of its review run. */
    public void judges(Run run, boolean approved, String reason) {
        String commit = run.commitId().orElseThrow();
        ends(
                run.id(),
                RunState.SUCCEEDED,
                Optional.empty(),
                Map.of(
                        "complete",
                        complete(
                                run,
                                Optional.of(
                                        new RunMethod.Verdict(
                                                approved, commit, reason, List.of("look here"))),
                                Optional.empty())));
    }

    /** The session ran the check, which ended with this code. */
    public void checks(Run run, int exitCode) {
        ends(
                run.id(),
                RunState.SUCCEEDED,
                Optional.empty(),
                Map.of(
                        "complete",
                        complete(
                                run,
                                Optional.empty(),
                                Optional.of(
                                        new RunMethod.CheckResult(
                                                "check", exitCode, 5, "the log's end")))));
    }

    public void fails(Run run, FailureReason why) {
        ends(run.id(), RunState.FAILED, Optional.of(why), Map.of());
    }

    private static RunMethod.Complete complete(
            Run run, Optional<RunMethod.Verdict> verdict, Optional<RunMethod.CheckResult> check) {
        return new RunMethod.Complete(
                run.id().value(), run.fence(), Optional.empty(), verdict, check, Optional.empty());
    }

    private void ends(
            RunId run, RunState state, Optional<FailureReason> why, Map<String, Object> report) {
        rooms.database()
                .inTransactionDo(tx ->
                        tx.sql()
                                .createUpdate(
                                        """
                                        update run
                                           set state = :state, ended_at = :now, failure = :why, report = cast(:report as jsonb)
                                         where id = :run
                                        """)
                                .bind("run", run)
                                .bind("state", state)
                                .bind("why", why)
                                .bind("report", Json.write(report))
                                .bind("now", tx.now())
                                .execute());
        clock.passes(Duration.ofSeconds(1));
    }

    public Plan reread(PlanId plan) {
        return rooms.plans().plan(plan);
    }

    public Optional<CommitId> epic(Plan plan) {
        return remote.head(plan.epicRef());
    }

    public List<String> types() {
        return rooms.database()
                .reading(tx ->
                        tx.sql()
                                .createQuery(
                                        "select type from project_event where project_id = :id order by seq")
                                .bind("id", project.id())
                                .mapTo(String.class)
                                .list());
    }

    private void settle() {
        rooms.database()
                .inTransactionDo(tx -> {
                    tx.sql()
                            .createUpdate(
                                    """
                                    insert into app_user (id, email, name, password_hash, created_at)
                                    values (:user, 'ada@example.org', 'Ada', 'x', :now)
                                    """)
                            .bind("user", owner)
                            .bind("now", tx.now())
                            .execute();
                    tx.sql()
                            .createUpdate(
                                    """
                                    insert into workspace (id, slug, name, created_at)
                                    values (:workspace, 'work', 'Work', :now)
                                    """)
                            .bind("workspace", workspace)
                            .bind("now", tx.now())
                            .execute();
                    tx.sql()
                            .createUpdate(
                                    """
                                    insert into member (workspace_id, user_id, role, created_at)
                                    values (:workspace, :user, 'OWNER', :now)
                                    """)
                            .bind("workspace", workspace)
                            .bind("user", owner)
                            .bind("now", tx.now())
                            .execute();
                });
    }

    @Override
    public void close() {
        rooms.database().close();
        rows.close();
    }
}
