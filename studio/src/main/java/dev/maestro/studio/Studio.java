package dev.maestro.studio;

import dev.maestro.hub.AppKey;
import dev.maestro.hub.Hub;
import dev.maestro.hub.HubConfig;
import dev.maestro.hub.cluster.ClusterConfig;
import dev.maestro.postgres.EmbeddedPostgres;
import dev.maestro.postgres.EmbeddedPostgresConfig;
import dev.maestro.protocol.pusher.Signer;
import dev.maestro.studio.contract.BroadcastingApi;
import dev.maestro.studio.contract.CallApi;
import dev.maestro.studio.contract.ChannelRules;
import dev.maestro.studio.contract.Channels;
import dev.maestro.studio.contract.Contract;
import dev.maestro.studio.contract.Entrances;
import dev.maestro.studio.contract.SessionLink;
import dev.maestro.studio.dispatch.DispatchApi;
import dev.maestro.studio.dispatch.Dispatcher;
import dev.maestro.studio.dispatch.LeaseReaper;
import dev.maestro.studio.dispatch.WhyNot;
import dev.maestro.studio.fleet.Fleet;
import dev.maestro.studio.fleet.SessionApi;
import dev.maestro.studio.identity.Identity;
import dev.maestro.studio.identity.IdentityConfig;
import dev.maestro.studio.live.LiveFeed;
import dev.maestro.studio.merge.Merges;
import dev.maestro.studio.merge.ReleaseRoutes;
import dev.maestro.studio.plan.PlanApi;
import dev.maestro.studio.plan.PlanPages;
import dev.maestro.studio.plan.PlanViews;
import dev.maestro.studio.plan.Plans;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.DatabaseConfig;
import dev.maestro.studio.platform.EventRelay;
import dev.maestro.studio.platform.Jobs;
import dev.maestro.studio.platform.Reconciler;
import dev.maestro.studio.platform.StudioConfig;
import dev.maestro.studio.platform.Turns;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.ProjectApi;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.ProjectPages;
import dev.maestro.studio.project.ProjectViews;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.review.Reviews;
import dev.maestro.studio.review.VerdictRoutes;
import dev.maestro.studio.run.DirectiveApi;
import dev.maestro.studio.run.OutputApi;
import dev.maestro.studio.run.RunApi;
import dev.maestro.studio.run.RunOutput;
import dev.maestro.studio.run.RunPages;
import dev.maestro.studio.run.RunViews;
import dev.maestro.studio.run.Runs;
import dev.maestro.studio.task.TaskApi;
import dev.maestro.studio.task.TaskPages;
import dev.maestro.studio.task.TaskViews;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.task.WaitingReason;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Assets;
import dev.maestro.studio.web.AuthApi;
import dev.maestro.studio.web.BrowserSessions;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.SignInPages;
import dev.maestro.studio.web.Site;
import dev.maestro.studio.web.Templates;
import dev.maestro.studio.web.WebConfig;
import dev.maestro.studio.web.WebServer;
import dev.maestro.studio.workspace.Access;
import dev.maestro.studio.workspace.EntryPages;
import dev.maestro.studio.workspace.InviteApi;
import dev.maestro.studio.workspace.Invites;
import dev.maestro.studio.workspace.MemberPages;
import dev.maestro.studio.workspace.Members;
import dev.maestro.studio.workspace.OwnerSetup;
import dev.maestro.studio.workspace.WorkspaceApi;
import dev.maestro.studio.workspace.Workspaces;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The whole server, built by hand in reading order: the ground (database, hub), the rooms from the
 * lowest to the highest, the edges (web, channels), and last the loops that set it going. What is
 * opened is closed in reverse. One an object, used by the thread that starts and the one that ends
 * the program.
 */
public final class Studio implements AutoCloseable {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration QUARTER = Duration.ofMillis(250);
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

    /** A longer message from a client closes its socket with 1009. */
    public static final int LARGEST_MESSAGE = 1024 * 1024;

    private final Parts parts;
    private final String url;
    private final Optional<String> setupLink;
    private final List<Endpoint> endpoints;
    private final List<String> routes;

    private Studio(StudioConfig config, InstantSource clock, Parts parts) {
        this.parts = parts;
        String publicUrl =
                config.publicUrl()
                        .map(Object::toString)
                        .orElse("http://%s:%d".formatted(config.host(), config.port()));
        Path state = config.home().resolve("studio");

        Database database = parts.keep(Database.open(database(config, state), clock));
        AppKey app = HubKey.of(database, state);

        Identity identity = Identity.open(database, IdentityConfig.defaults(), clock);
        Access access = Access.open(database);
        Workspaces workspaces = Workspaces.open(database, access);
        OwnerSetup ownerSetup = OwnerSetup.open(database, identity.users(), workspaces, publicUrl);
        Members members = Members.open(database, identity.users(), access);
        Invites invites = Invites.open(database, identity, workspaces, access, publicUrl);

        Wakes wakes = new Wakes();
        LateHub lateHub = new LateHub(app.id());
        Channels channels = lateHub::publish;
        SessionLink link = new SessionLink(channels);
        LiveFeed live = new LiveFeed(channels);

        Clones clones = Clones.open(state.resolve("clones"));
        Projects projects = Projects.open(database, access, clones);
        Plans plans = Plans.open(database, projects, clones);
        Tasks tasks = Tasks.open(database, projects, plans);
        Fleet fleet = Fleet.open(database, projects, config.lease(), lateHub::isOpen);
        Runs runs = Runs.open(database, projects, plans, tasks, fleet, clones, link);
        RunOutput output = RunOutput.open(config.output(), runs, live);
        Dispatcher dispatcher =
                Dispatcher.open(database, projects, plans, tasks, runs, fleet, link, clock);
        Reviews reviews = Reviews.open(database, projects, plans, clones, tasks, runs);
        Merges merges = Merges.open(database, projects, plans, clones, tasks, runs, reviews, clock);

        ChannelRules channelRules = new ChannelRules(identity, projects, fleet, runs);
        Entrances entrances =
                new Entrances(database, identity, projects, fleet, channelRules, lateHub, clock);
        Contract contract =
                parts.keep(
                        Contract.open(
                                fleet,
                                runs,
                                projects,
                                link,
                                lateHub::tellOthers,
                                entrances::gone,
                                wakes::everyone));
        Hub hub = Hub.open(hub(config, app), contract, clock);
        lateHub.open(hub);

        Templates templates = new Templates(new Site(Assets.load(), app.key()));
        WebConfig web = WebConfig.of(config.host(), config.port(), publicUrl);
        BrowserSessions browsers = new BrowserSessions(identity.webSessions(), web);
        ProjectViews projectViews = new ProjectViews(database);
        PlanViews planViews = new PlanViews(database);
        TaskViews taskViews =
                new TaskViews(
                        database,
                        id -> dispatcher.explanations().of(id).stream().map(Studio::said).toList());
        RunViews runViews = new RunViews(database, runs, output);
        PlanPages planPages = new PlanPages(plans, planViews, projectViews, templates);
        PlanApi planApi = new PlanApi(plans, planViews, projectViews);
        TaskPages taskPages = new TaskPages(tasks, taskViews, templates);
        TaskApi taskApi = new TaskApi(tasks, taskViews);
        List<Routes> routes =
                List.of(
                        templates.site().assets()::mount,
                        new SignInPages(identity.users(), browsers, templates),
                        new AuthApi(identity),
                        new BroadcastingApi(new Signer(app.key(), app.secret()), entrances),
                        new CallApi(contract, fleet, runs),
                        new DispatchApi(dispatcher, fleet, link),
                        new InviteApi(ownerSetup, invites),
                        new WorkspaceApi(workspaces, members, identity.users()),
                        new EntryPages(ownerSetup, invites, browsers, templates, publicUrl),
                        new MemberPages(workspaces, invites, templates),
                        new SessionApi(fleet, app.key()),
                        new OutputApi(runs, fleet, output),
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
                        new DirectiveApi(runs, projectViews));
        endpoints =
                routes.stream()
                        .filter(Api.class::isInstance)
                        .flatMap(api -> ((Api) api).endpoints().stream())
                        .toList();
        WebServer server =
                parts.keep(WebServer.start(web, database, identity, templates, routes, hub::mount));
        this.routes = server.routes();
        // After the server, so that it is closed first and its sockets say goodbye.
        parts.keep(hub);

        Consumer<ProjectId> review = reviews::sweep;
        Consumer<ProjectId> merge = merges::sweep;
        if (config.redis().isPresent()) {
            Turns turns = parts.keep(Turns.open(database));
            review = inTurn(turns, review);
            merge = inTurn(turns, merge);
        }
        parts.keep(Reconciler.start("resume", POLL, runs.queue()::resumeDue));
        parts.keep(
                wakes.add(
                        Loop.DISPATCH,
                        ProjectLoops.start(
                                "dispatch", dispatcher::projectsWithWork, dispatcher::sweep)));
        parts.keep(
                wakes.add(
                        Loop.REVIEW,
                        ProjectLoops.start("review", plans::projectsThatMove, review)));
        parts.keep(
                wakes.add(
                        Loop.MERGE, ProjectLoops.start("merge", merges::projectsWithWork, merge)));
        LeaseReaper reaper = new LeaseReaper(fleet, runs);
        parts.keep(Jobs.on(database).every("lease-reaper", POLL, reaper::sweep).start());
        parts.keep(
                Reconciler.start(
                        "signing-keys", EACH_MINUTE, () -> identity.signingKeys().refresh()));
        parts.keep(Reconciler.start("revocations", QUARTER, entrances::sweep));
        parts.keep(EventRelay.start(database, List.of(live, wakes), wakes::everyone));

        url =
                config.publicUrl()
                        .map(Object::toString)
                        .orElse("http://%s:%d".formatted(config.host(), server.port()));
        setupLink = ownerSetup.pendingLink();
    }

    /** Opens everything; what was opened is closed again when a later part cannot be. */
    public static Studio start(StudioConfig config, InstantSource clock) {
        Parts parts = new Parts();
        try {
            return new Studio(config, clock, parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** The HTTP part of the open contract, as it is mounted. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /** All that the server answers, the contract and the pages, as {@code GET /path}. */
    public List<String> routes() {
        return routes;
    }

    /** Where people look. */
    public String url() {
        return url;
    }

    /** The one-time link by which the first owner signs up; empty when there is one. */
    public Optional<String> setupLink() {
        return setupLink;
    }

    private DatabaseConfig database(StudioConfig config, Path state) {
        return config.database()
                .orElseGet(() -> {
                    EmbeddedPostgres postgres =
                            parts.keep(
                                    EmbeddedPostgres.start(
                                            state.resolve("database"),
                                            EmbeddedPostgresConfig.defaults()));
                    return DatabaseConfig.of(
                            postgres.jdbcUrl(), postgres.user(), postgres.password());
                });
    }

    private static HubConfig hub(StudioConfig config, AppKey app) {
        HubConfig alone = HubRules.of(app);
        return config.redis()
                .map(redis -> alone.withCluster(ClusterConfig.of(redis, config.redisPrefix())))
                .orElse(alone);
    }

    /** Of several studios one reviews and merges in a project: both would make the same commits. */
    private static Consumer<ProjectId> inTurn(Turns turns, Consumer<ProjectId> sweep) {
        return project -> {
            if (turns.mine("merge " + project)) {
                sweep.accept(project);
            }
        };
    }

    private static WaitingReason said(WhyNot why) {
        return new WaitingReason(
                why.code().name().toLowerCase(Locale.ROOT),
                why.sentence(),
                why.tasks().stream().findFirst().map(task -> "/tasks/" + task));
    }

    /** Stops taking requests, lets the loops end their sweep, and closes the database last. */
    @Override
    public void close() {
        parts.close();
    }
}
