package dev.maestro.studio.project;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Items;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.workspace.WorkspaceId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Optional;

/** {@code /api/v1/projects}. A project is named by its id or its slug. Thread-safe. */
public final class ProjectApi implements Routes {

    private static final int MOST_EVENTS = 1000;

    private record CreateProject(
            Optional<String> workspace,
            String name,
            String remoteUrl,
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
    public void mount(RoutesConfig routes) {
        routes.get("/api/v1/projects", this::list);
        routes.post("/api/v1/projects", this::create);
        routes.get("/api/v1/projects/{project}", this::show);
        routes.get("/api/v1/projects/{project}/plans", this::plans);
        routes.get("/api/v1/projects/{project}/sessions", this::sessions);
        routes.get("/api/v1/projects/{project}/events", this::events);
    }

    private void list(Context ctx) {
        ctx.json(
                new Items<>(
                        views.all(user(ctx), Optional.ofNullable(ctx.queryParam("remote_key")))));
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

    private void plans(Context ctx) {
        ctx.json(new Items<>(views.plans(user(ctx), project(ctx))));
    }

    private void sessions(Context ctx) {
        ctx.json(new Items<>(views.sessions(user(ctx), project(ctx))));
    }

    private void events(Context ctx) {
        long after = number(ctx, "after", 0);
        int limit = Math.clamp(number(ctx, "limit", MOST_EVENTS), 1, MOST_EVENTS);
        ctx.json(new Items<>(views.events(user(ctx), project(ctx), after, limit)));
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
