package dev.maestro.studio.project;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectPage.PlanLine;
import dev.maestro.studio.project.ProjectPage.SessionView;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Input;
import dev.maestro.studio.web.Items;
import dev.maestro.studio.workspace.WorkspaceId;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/projects}. A project is named by its id or its slug. Thread-safe. */
public final class ProjectApi implements Api {

    private static final int MOST_EVENTS = 1000;

    private record CreateProject(
            Optional<String> workspace,
            String name,
            String remoteUrl,
            Optional<String> baseBranch,
            Optional<String> checkCommand,
            Optional<Integer> checkTimeoutSeconds) {}

    /** What is left out stays as it is; an empty check command means none. */
    private record EditProject(
            Optional<String> name,
            Optional<String> baseBranch,
            Optional<String> checkCommand,
            Optional<Integer> checkTimeoutSeconds) {}

    private final Projects projects;
    private final ProjectViews views;

    public ProjectApi(Projects projects, ProjectViews views) {
        this.projects = projects;
        this.views = views;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/projects",
                                "The caller's projects; remote_key finds the one of a clone.",
                                this::list)
                        .takes(Input.query("remote_key", "Only the project of this remote."))
                        .answersItems(ProjectView.class)
                        .in(Feature.PROJECTS),
                Endpoint.post("/api/v1/projects", "A new project.", this::create)
                        .needs("manage_project")
                        .asks(CreateProject.class)
                        .answers(ProjectView.class)
                        .creates()
                        .in(Feature.PROJECTS),
                Endpoint.get("/api/v1/projects/{project}", "A project.", this::show)
                        .needs("view")
                        .answers(ProjectView.class)
                        .in(Feature.PROJECTS),
                Endpoint.put(
                                "/api/v1/projects/{project}",
                                "Changes a project; what is left out stays as it is.",
                                this::edit)
                        .needs("manage_project")
                        .asks(EditProject.class)
                        .answers(ProjectView.class)
                        .in(Feature.PROJECTS),
                Endpoint.get("/api/v1/projects/{project}/plans", "Its plans.", this::plans)
                        .needs("view")
                        .answersItems(PlanLine.class)
                        .in(Feature.PLANS),
                Endpoint.get("/api/v1/projects/{project}/sessions", "Its sessions.", this::sessions)
                        .needs("view")
                        .answersItems(SessionView.class)
                        .in(Feature.SESSIONS),
                Endpoint.get(
                                "/api/v1/projects/{project}/events",
                                "Its events after a number, up to 1,000.",
                                this::events)
                        .needs("view")
                        .takes(Input.query("after", "A number; cursor is the same."))
                        .answersItems(EventView.class)
                        .in(Feature.PROJECTS),
                Endpoint.later(
                                HandlerType.POST,
                                "/api/v1/projects/{project}/analysis",
                                Feature.ANALYSIS,
                                "Starts to read the repository into artifacts.")
                        .needs("edit_plan"),
                Endpoint.later(
                                HandlerType.GET,
                                "/api/v1/projects/{project}/knowledge",
                                Feature.KNOWLEDGE,
                                "Artifacts that fit a question.")
                        .needs("view"),
                Endpoint.later(
                                HandlerType.GET,
                                "/api/v1/projects/{project}/reports",
                                Feature.REPORTS,
                                "Its reports.")
                        .needs("view"));
    }

    private void list(Context ctx) {
        ctx.json(
                Items.page(
                        ctx,
                        views.all(user(ctx), Optional.ofNullable(ctx.queryParam("remote_key"))),
                        ProjectView::id));
    }

    private void create(Context ctx) {
        UserId user = user(ctx);
        CreateProject wanted = ctx.bodyAsClass(CreateProject.class);
        Project project =
                projects.create(
                        user,
                        wanted.workspace()
                                .map(WorkspaceId::parse)
                                .orElseGet(() -> firstWorkspace(user)),
                        new NewProject(
                                wanted.name(),
                                wanted.remoteUrl(),
                                wanted.baseBranch(),
                                wanted.checkCommand(),
                                wanted.checkTimeoutSeconds().map(Duration::ofSeconds)));
        ctx.status(HttpStatus.CREATED)
                .header("Location", "/api/v1/projects/" + project.id())
                .json(views.project(user, project.id().toString()));
    }

    private WorkspaceId firstWorkspace(UserId user) {
        return views.workspaces(user).stream()
                .findFirst()
                .orElseThrow(() ->
                        new Refused(
                                RefusalCode.FORBIDDEN,
                                "you are in no workspace where you may create projects"))
                .id();
    }

    private void show(Context ctx) {
        ctx.json(views.project(user(ctx), project(ctx)));
    }

    private void edit(Context ctx) {
        UserId user = user(ctx);
        EditProject wanted = ctx.bodyAsClass(EditProject.class);
        ProjectId id = new ProjectId(views.project(user, project(ctx)).id());
        projects.edit(
                user,
                id,
                new ProjectEdit(
                        wanted.name(),
                        wanted.baseBranch(),
                        wanted.checkCommand(),
                        wanted.checkTimeoutSeconds().map(Duration::ofSeconds)));
        ctx.json(views.project(user, id.toString()));
    }

    private void plans(Context ctx) {
        ctx.json(Items.page(ctx, views.plans(user(ctx), project(ctx)), PlanLine::id));
    }

    private void sessions(Context ctx) {
        ctx.json(Items.page(ctx, views.sessions(user(ctx), project(ctx)), SessionView::id));
    }

    /** The number of the last event is the cursor of the next page. */
    private void events(Context ctx) {
        long after = number(ctx, "cursor", number(ctx, "after", 0));
        int limit = Math.clamp(number(ctx, "limit", MOST_EVENTS), 1, MOST_EVENTS);
        List<EventView> events = views.events(user(ctx), project(ctx), after, limit);
        ctx.json(
                new Items<>(
                        events,
                        events.size() < limit
                                ? Optional.empty()
                                : Optional.of(String.valueOf(events.getLast().seq()))));
    }

    private static long number(Context ctx, String name, long otherwise) {
        String text = ctx.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refused.invalid(name, "%s must be a number, not \"%s\"".formatted(name, text));
        }
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }

    private static String project(Context ctx) {
        return ctx.pathParam("project");
    }
}
