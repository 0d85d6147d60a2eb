package dev.maestro.studio.project;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Forms;
import dev.maestro.studio.web.Frame;
import dev.maestro.studio.web.Frame.Crumb;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.Templates;
import dev.maestro.studio.workspace.WorkspaceId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code /}, {@code /projects/create} and {@code /projects/{project}}. Thread-safe. */
public final class ProjectPages implements Routes {

    private static final int LIVING_PROJECTS = 20;
    private static final List<String> FIELDS =
            List.of(
                    "workspace",
                    "name",
                    "remote_url",
                    "base_branch",
                    "check_command",
                    "check_timeout_seconds");

    private final Projects projects;
    private final ProjectViews views;
    private final Templates templates;

    public ProjectPages(Projects projects, ProjectViews views, Templates templates) {
        this.projects = projects;
        this.views = views;
        this.templates = templates;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/", this::list);
        routes.get("/projects", this::list);
        routes.get("/projects/create", this::form);
        routes.post("/projects/create", this::create);
        routes.get("/projects/{project}", this::show);
    }

    private void list(Context ctx) {
        UserId user = Callers.browser(ctx).user();
        List<ProjectCard> cards = views.cards(user);
        Frame frame =
                Frame.still("Projects", Callers.viewer(ctx))
                        .living(
                                cards.stream()
                                        .limit(LIVING_PROJECTS)
                                        .map(card -> "private-project." + card.id())
                                        .toArray(String[]::new));
        templates.render(
                ctx,
                "project/list",
                frame,
                Map.of(
                        "projects",
                        cards,
                        "workspaces",
                        views.memberships(user),
                        "mayCreate",
                        !views.workspaces(user).isEmpty()));
    }

    private void form(Context ctx) {
        showForm(ctx, Frame.still("New project", Callers.viewer(ctx)));
    }

    private void showForm(Context ctx, Frame frame) {
        Map<String, String> values = new HashMap<>();
        FIELDS.forEach(name -> Forms.field(ctx, name).ifPresent(text -> values.put(name, text)));
        templates.render(
                ctx,
                "project/create",
                frame.below(new Crumb("Projects", "/")),
                Map.of(
                        "workspaces",
                        views.workspaces(Callers.browser(ctx).user()),
                        "values",
                        values));
    }

    private void create(Context ctx) {
        UserId user = Callers.browser(ctx).user();
        Forms.post(
                ctx,
                () ->
                        "/projects/"
                                + projects.create(user, workspace(ctx, user), wanted(ctx)).slug(),
                refused ->
                        showForm(
                                ctx,
                                Frame.still("New project", Callers.viewer(ctx))
                                        .refused(Forms.sentence(refused))));
    }

    private WorkspaceId workspace(Context ctx, UserId user) {
        return Forms.field(ctx, "workspace")
                .map(WorkspaceId::parse)
                .orElseGet(() ->
                        views.workspaces(user).stream()
                                .findFirst()
                                .orElseThrow(() ->
                                        Refused.invalid(
                                                "workspace",
                                                "you are in no workspace where you"
                                                        + " may create projects"))
                                .id());
    }

    private static NewProject wanted(Context ctx) {
        return new NewProject(
                Forms.required(ctx, "name", "the project needs a name"),
                Forms.required(ctx, "remote_url", "the repository's address is missing"),
                Forms.field(ctx, "base_branch"),
                Forms.field(ctx, "check_command"),
                Forms.field(ctx, "check_timeout_seconds").map(ProjectPages::seconds));
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw Refused.invalid(
                    "check_timeout_seconds", "\"%s\" is no number of seconds".formatted(text));
        }
    }

    private void show(Context ctx) {
        ProjectPage page = views.page(Callers.browser(ctx).user(), ctx.pathParam("project"));
        Frame frame =
                Frame.still(page.project().name(), Callers.viewer(ctx))
                        .below(new Crumb("Projects", "/"))
                        .living("private-project." + page.project().id());
        templates.render(ctx, "project/show", frame, Map.of("page", page));
    }
}
