package dev.maestro.studio.web;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.ClientEventOutcome;
import dev.maestro.hub.Hub;
import dev.maestro.hub.HubConfig;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.protocol.work.Delivery;
import dev.maestro.protocol.work.RunMethod;
import dev.maestro.studio.contract.BroadcastingApi;
import dev.maestro.studio.contract.ChannelRules;
import dev.maestro.studio.contract.Entrances;
import dev.maestro.studio.contract.HubSockets;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.merge.Merges;
import dev.maestro.studio.merge.ReleaseRoutes;
import dev.maestro.studio.plan.PlanApi;
import dev.maestro.studio.plan.PlanPages;
import dev.maestro.studio.plan.PlanViews;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.ProjectApi;
import dev.maestro.studio.project.ProjectPages;
import dev.maestro.studio.project.ProjectViews;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.review.Reviews;
import dev.maestro.studio.review.VerdictRoutes;
import dev.maestro.studio.run.DirectiveApi;
import dev.maestro.studio.run.OutputApi;
import dev.maestro.studio.run.Run;
import dev.maestro.studio.run.RunApi;
import dev.maestro.studio.run.RunId;
import dev.maestro.studio.run.RunOutput;
import dev.maestro.studio.run.RunPages;
import dev.maestro.studio.run.RunViews;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.TaskApi;
import dev.maestro.studio.task.TaskPages;
import dev.maestro.studio.task.TaskViews;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.task.WaitingReason;
import dev.maestro.studio.workspace.SignedUp;
import dev.maestro.studio.workspace.Tenancy;
import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The pages and the API on a real server, with the real rooms of projects, plans and tasks, a
 * database, a git remote and an owner. For the page tests of every room.
 */
public final class PageStage implements AutoCloseable {

    public static final String OUTPUT =
            "compiling…\n\u001b[32mtests pass\u001b[0m\n<script>no</script>\n";

    private static final AppKey APP = new AppKey("maestro", "live-key", "live-secret");

    private final Tenancy tenancy = Tenancy.open(InstantSource.system());
    private final SignedUp owner = tenancy.owner();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path remote;
    private final Clones clones;
    private final Runs runs;
    private final RunOutput output;
    private final Hub hub =
            Hub.open(
                    HubConfig.defaults(List.of(APP)),
                    (_, _, _, _) -> ClientEventOutcome.CONSUMED,
                    InstantSource.system());
    private final WebServer server;

    private final SentPost post = new SentPost();

    private PageStage(Path directory) {
        this.remote = directory.resolve("remote.git");
        this.clones = Clones.open(directory.resolve("clones"));
        makeRemote(directory);
        Database database = tenancy.database();
        Projects projects = Projects.open(database, tenancy.access(), clones);
        Plans plans = Plans.open(database, projects, clones);
        Tasks tasks = Tasks.open(database, projects, plans);
        Fleet fleet = Fleet.open(database, projects);
        runs = Runs.open(database, projects, plans, tasks, fleet, clones, post);
        Templates templates = new Templates(new Site(Assets.load(), "live-key"));
        ProjectViews projectViews = new ProjectViews(database);
        PlanViews planViews = new PlanViews(database);
        TaskViews taskViews =
                new TaskViews(
                        database,
                        _ ->
                                List.of(
                                        new WaitingReason(
                                                "no_session_online",
                                                "Nobody is connected.",
                                                Optional.empty())));
        output = RunOutput.open(directory.resolve("output"), runs, (_, _, _, _) -> {});
        RunViews runViews = new RunViews(database, runs, output);
        Reviews reviews = Reviews.open(database, projects, plans, clones, tasks, runs);
        Merges merges =
                Merges.open(
                        database,
                        projects,
                        plans,
                        clones,
                        tasks,
                        runs,
                        reviews,
                        InstantSource.system());
        Entrances entrances =
                new Entrances(
                        database,
                        tenancy.identity(),
                        projects,
                        fleet,
                        new ChannelRules(tenancy.identity(), projects, fleet, runs),
                        new HubSockets(hub),
                        InstantSource.system());
        TaskPages taskPages = new TaskPages(tasks, taskViews, templates);
        TaskApi taskApi = new TaskApi(tasks, taskViews);
        PlanPages planPages = new PlanPages(plans, planViews, projectViews, templates);
        PlanApi planApi = new PlanApi(plans, planViews, projectViews);
        server =
                WebServer.start(
                        WebConfig.of("127.0.0.1", 0, Tenancy.URL),
                        database,
                        tenancy.identity(),
                        templates,
                        List.of(
                                templates.site().assets()::mount,
                                new ProjectPages(projects, projectViews, templates),
                                new ProjectApi(projects, projectViews),
                                planPages,
                                planApi,
                                taskPages,
                                taskApi,
                                new VerdictRoutes(tasks, reviews, taskPages, taskApi),
                                new ReleaseRoutes(merges, planPages, planApi),
                                new RunPages(runs, runViews, templates),
                                new RunApi(runs, runViews),
                                new DirectiveApi(runs, projectViews),
                                new OutputApi(runs, fleet, output),
                                new BroadcastingApi(
                                        new Signer(APP.key(), APP.secret()), entrances)),
                        hub::mount);
    }

    /** What the live feed would say to the project's channel. */
    public int news(UUID project) {
        return hub.publish(APP.id(), "private-project." + project, "rpc", "{}", null);
    }

    /** What the live feed would say to the run's channel. */
    public int chunk(RunId run, long fence, long offset, String text) {
        return hub.publish(
                APP.id(),
                "private-run." + run,
                "output",
                Json.write(Map.of("fence", fence, "offset", offset, "text", text)),
                null);
    }

    /**
     * @param directory for the remote and the clones
     */
    public static PageStage open(Path directory) {
        return new PageStage(directory);
    }

    public Tenancy tenancy() {
        return tenancy;
    }

    public SignedUp owner() {
        return owner;
    }

    /** The session that holds the run uploads this as its first output. */
    public void prints(RunId id, String text) {
        Run run = runs.run(id);
        output.append(
                run.sessionId().orElseThrow(),
                id,
                run.fence(),
                0,
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** The agent of a live run asks, and waits for an hour. */
    public UUID asks(RunId id, String text, List<String> answers) {
        Run run = runs.run(id);
        UUID question = UUID.randomUUID();
        runs.requests()
                .question(
                        run.sessionId().orElseThrow(),
                        new RunMethod.Question(
                                id.value(),
                                run.fence(),
                                text,
                                Optional.of(question),
                                answers,
                                Optional.of(Instant.now().plus(Duration.ofHours(1)))));
        return question;
    }

    /** A person at the machine of a live run answers its agent. */
    public void answersThere(RunId id, UUID question, String answer) {
        Run run = runs.run(id);
        runs.requests()
                .answered(
                        run.sessionId().orElseThrow(),
                        new RunMethod.Answered(id.value(), run.fence(), question, answer));
    }

    /** The client of a live run says when the agent hears of a directive. */
    public void hears(RunId id, UUID directive, Delivery delivery) {
        Run run = runs.run(id);
        runs.requests()
                .steered(
                        run.sessionId().orElseThrow(),
                        new RunMethod.Steered(id.value(), run.fence(), directive, delivery));
    }

    /** The session that holds the run has lost its connection and is there again. */
    public void comesBack(RunId id) {
        runs.requests().sayAgain(runs.run(id).sessionId().orElseThrow());
    }

    /** What sessions were told. */
    public List<String> post() {
        return post.sent();
    }

    /** The address of the git remote. */
    public String remote() {
        return remote.toString();
    }

    public URI site() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public Visitor browser(UserId user) {
        return new Visitor(
                site(), "maestro_session=" + tenancy.identity().webSessions().start(user).text());
    }

    /** The owner's browser. */
    public Visitor browser() {
        return browser(owner.user().id());
    }

    /** A call of the API with an access token. */
    public HttpResponse<String> call(UserId user, String method, String path, String body) {
        try {
            return http.send(
                    HttpRequest.newBuilder(site().resolve(path))
                            .header("Authorization", tenancy.bearer(user))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A call by the owner. */
    public HttpResponse<String> call(String method, String path, String body) {
        return call(owner.user().id(), method, path, body);
    }

    private void makeRemote(Path directory) {
        Path work = directory.resolve("work");
        git(directory, "init", "-q", "--bare", "-b", "main", remote.toString());
        git(directory, "clone", "-q", remote.toString(), work.toString());
        try {
            Files.writeString(work.resolve("README.md"), "hello\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git(work, "add", "-A");
        git(work, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "first");
        git(work, "push", "-q", "origin", "HEAD:main");
    }

    private static void git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Processes.Finished finished =
                Processes.run(directory, Map.of(), Duration.ofSeconds(30), command);
        if (finished.exit() != 0) {
            throw new AssertionError(finished.output());
        }
    }

    @Override
    public void close() {
        server.close();
        hub.close();
        clones.close();
        tenancy.close();
    }
}
