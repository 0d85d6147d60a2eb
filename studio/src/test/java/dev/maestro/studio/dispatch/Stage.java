package dev.maestro.studio.dispatch;

import dev.maestro.git.Git;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.SocketId;
import dev.maestro.protocol.rpc.RpcCodec;
import dev.maestro.protocol.rpc.RpcMessage;
import dev.maestro.protocol.work.MethodName;
import dev.maestro.protocol.work.Purpose;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.protocol.work.SessionKind;
import dev.maestro.protocol.work.SkillLevel;
import dev.maestro.protocol.work.StudioMethod;
import dev.maestro.studio.contract.Channels;
import dev.maestro.studio.contract.Contract;
import dev.maestro.studio.contract.SessionLink;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.NewSession;
import dev.maestro.studio.fleet.Session;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.Plan;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.StudioDatabase;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.NewProject;
import dev.maestro.studio.project.Project;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunOutput;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.Task;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.workspace.Access;
import dev.maestro.studio.workspace.WorkspaceId;
import dev.maestro.testkit.SettableClock;
import dev.maestro.testkit.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The rooms of the core on a real database and a real remote, with a settable clock. */
public final class Stage implements AutoCloseable {

    /** What went out on a channel. */
    public record Said(String channel, String event, String data) {}

    public static final String OUTLINE =
            """
            # Greetings
            Say hello.

            ## Words
            - Say hello {#hello}
              paths: src/hello/**
            - Say goodbye {#bye}
              paths: src/bye/**

            ## Sentences
            - Say both {#both}
              after: hello, bye
            """;

    public final SettableClock clock = SettableClock.monday();
    public final List<Said> said = new CopyOnWriteArrayList<>();

    /** Channels that nobody hears. */
    public final Set<String> deaf = ConcurrentHashMap.newKeySet();

    public final Path remote;
    public final UserId owner = UserId.random();
    public final WorkspaceId workspace = WorkspaceId.random();
    public final Database database;
    public final Projects projects;
    public final Plans plans;
    public final Tasks tasks;
    public final Fleet fleet;
    public final Runs runs;
    public final RunOutput output;
    public final SessionLink link;
    public final Contract contract;
    public final Dispatcher dispatcher;
    public final LeaseReaper reaper;
    private final Path work;
    private final TestDatabase pooled;
    private final Clones clones;
    private long sockets;

    private Stage(Path directory) {
        this.pooled = StudioDatabase.fresh();
        this.database = Database.open(StudioDatabase.config(pooled), clock);
        this.remote = directory.resolve("remote.git");
        this.work = directory.resolve("work");
        makeRemote();
        makePeople();
        this.clones = Clones.open(directory.resolve("clones"));
        this.projects = Projects.open(database, Access.open(database), clones);
        this.plans = Plans.open(database, projects, clones);
        this.tasks = Tasks.open(database, projects, plans);
        this.fleet = Fleet.open(database, projects);
        Channels channels =
                (channel, event, data, _) -> {
                    said.add(new Said(channel, event, data));
                    return deaf.contains(channel) ? 0 : 1;
                };
        this.link = new SessionLink(channels);
        this.runs = Runs.open(database, projects, plans, tasks, fleet, clones, link);
        this.output = RunOutput.open(directory.resolve("output"), runs, (_, _, _, _) -> {});
        this.contract = Contract.open(fleet, runs, projects, link, _ -> {}, _ -> {}, () -> {});
        this.dispatcher =
                Dispatcher.open(database, projects, plans, tasks, runs, fleet, link, clock);
        this.reaper = new LeaseReaper(fleet, runs);
    }

    public static Stage open(Path directory) {
        return new Stage(directory);
    }

    public Project project() {
        return projects.create(
                owner,
                workspace,
                new NewProject(
                        "Greetings",
                        remote.toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    public Plan active(String outline) {
        return plans.activate(owner, plans.create(owner, project().id(), outline).id());
    }

    public Session session(Plan plan, String name, Set<Purpose> purposes, int seats) {
        return session(plan, name, purposes, seats, List.of());
    }

    /** Registered and connected. */
    public Session session(
            Plan plan, String name, Set<Purpose> purposes, int seats, List<SkillLevel> skills) {
        Session session =
                fleet.register(
                        owner,
                        new NewSession(
                                plan.projectId(),
                                name,
                                SessionKind.WORKER,
                                "command",
                                purposes,
                                skills,
                                seats,
                                "machine"));
        fleet.hello(session.id(), socket());
        return session;
    }

    public Session developer(Plan plan, String name, int seats) {
        return session(plan, name, EnumSet.of(Purpose.DEVELOP), seats);
    }

    public SocketId socket() {
        sockets++;
        return SocketId.of(1, sockets);
    }

    public Task task(Plan plan, String slug) {
        return tasks.ofPlan(plan.id()).stream()
                .filter(task -> task.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** The live or last develop run of the task. */
    public Run develop(Task task) {
        return runs.ofTask(task.id()).stream()
                .filter(run -> run.purpose() == Purpose.DEVELOP)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /** A commit of a new file, pushed to the task's branch as a session would. */
    public String pushWork(Plan plan, Task task) {
        Git git = Git.at(work);
        git.run("fetch", "--quiet", "origin");
        git.run(
                "checkout",
                "--quiet",
                "-B",
                task.branch(),
                "origin/" + plan.epicBranch().orElseThrow());
        write(work.resolve(task.slug() + ".txt"), task.title());
        commit(git, task.title());
        git.run("push", "--quiet", "--force", "origin", "HEAD:" + task.branchRef());
        return git.run("rev-parse", "HEAD").line();
    }

    public RunMethod.Complete done(Run run, String commit) {
        Task task = tasks.task(run.taskId().orElseThrow());
        return new RunMethod.Complete(
                run.id().value(),
                run.fence(),
                Optional.of(
                        new RunMethod.Proof(
                                commit, task.branch(), true, List.of(), Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public void start(Run run, Session session) {
        SessionId by = session.id();
        UUID id = run.id().value();
        runs.reports().accept(by, new RunMethod.Accept(id, run.fence()));
        runs.reports().start(by, new RunMethod.Start(id, run.fence(), "command", Optional.empty()));
    }

    /** The dispatches a session got, in order. */
    public List<StudioMethod.Dispatch> dispatches(Session session) {
        return requests(session, MethodName.RUN_DISPATCH).stream()
                .map(request -> Json.convert(request.params(), StudioMethod.Dispatch.class))
                .toList();
    }

    public List<RpcMessage.Request> requests(Session session, String method) {
        return said.stream()
                .filter(each -> each.channel().equals(Session.channel(session.id())))
                .flatMap(each -> RpcCodec.read(each.data()).stream())
                .filter(RpcMessage.Request.class::isInstance)
                .map(RpcMessage.Request.class::cast)
                .filter(request -> request.method().equals(method))
                .toList();
    }

    @Override
    public void close() {
        clones.close();
        database.close();
        pooled.close();
    }

    private void makeRemote() {
        try {
            Files.createDirectories(remote);
            Files.createDirectories(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Git.at(remote).run("init", "--bare", "--quiet", "--initial-branch=main");
        Git git = Git.at(work);
        git.run("init", "--quiet", "--initial-branch=main");
        git.run("remote", "add", "origin", remote.toString());
        write(work.resolve("README.md"), "hello");
        commit(git, "First");
        git.run("push", "--quiet", "origin", "HEAD:refs/heads/main");
    }

    private static void commit(Git git, String message) {
        git.run("add", "-A");
        git.run(
                "-c",
                "user.name=Ada",
                "-c",
                "user.email=ada@example.org",
                "commit",
                "--quiet",
                "-m",
                message);
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void makePeople() {
        database.inTransactionDo(tx -> {
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
                            insert into workspace (id, slug, name, created_at) values (:id, 'work', 'Work', :now)
                            """)
                    .bind("id", workspace)
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

    /** What the program's loops do: resume what is due, then sweep every project with work. */
    public void sweep() {
        runs.queue().resumeDue();
        dispatcher.projectsWithWork().forEach(dispatcher::sweep);
    }
}
