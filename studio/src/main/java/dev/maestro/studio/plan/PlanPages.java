package dev.maestro.studio.plan;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanEditor.Mistake;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.ProjectView;
import dev.maestro.studio.project.ProjectViews;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Forms;
import dev.maestro.studio.web.Frame;
import dev.maestro.studio.web.Frame.Crumb;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.Templates;
import dev.maestro.studio.workspace.Permission;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@code /projects/{project}/plans/create} and {@code /plans/{plan}}. Thread-safe. */
public final class PlanPages implements Routes {

    private final Plans plans;
    private final PlanViews views;
    private final ProjectViews projects;
    private final Templates templates;

    public PlanPages(Plans plans, PlanViews views, ProjectViews projects, Templates templates) {
        this.plans = plans;
        this.views = views;
        this.projects = projects;
        this.templates = templates;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/projects/{project}/plans/create", this::newForm);
        routes.post("/projects/{project}/plans/create", this::create);
        routes.get("/plans/{plan}", this::show);
        routes.get("/plans/{plan}/edit", this::editForm);
        routes.post("/plans/{plan}/edit", this::edit);
        verb(routes, "activate", plans::activate);
        verb(routes, "pause", plans::pause);
        verb(routes, "resume", plans::resume);
        verb(routes, "cancel", plans::cancel);
        verb(routes, "archive", plans::archive);
    }

    private void verb(RoutesConfig routes, String name, BiConsumer<UserId, PlanId> act) {
        routes.post("/plans/{plan}/" + name, ctx -> act(ctx, act));
    }

    /** Does it and shows the plan again; also for verbs of other rooms that stand on this page. */
    public void act(Context ctx, BiConsumer<UserId, PlanId> verb) {
        UserId user = Callers.browser(ctx).user();
        PlanId id = id(ctx);
        Forms.post(
                ctx,
                () -> {
                    verb.accept(user, id);
                    return "/plans/" + id;
                },
                refused -> show(ctx, user, id, List.of(Forms.sentence(refused))));
    }

    private void show(Context ctx) {
        show(ctx, Callers.browser(ctx).user(), id(ctx), List.of());
    }

    private void show(Context ctx, UserId user, PlanId id, List<String> problem) {
        PlanPage page = views.page(user, id);
        PlanView plan = page.plan();
        Frame frame =
                Frame.still(plan.title(), Callers.viewer(ctx))
                        .below(new Crumb(plan.projectName(), "/projects/" + plan.projectSlug()))
                        .living("private-project." + plan.projectId());
        templates.render(
                ctx,
                "plan/show",
                problem.isEmpty() ? frame : frame.refused(problem.getFirst()),
                Map.of("page", page));
    }

    private void newForm(Context ctx) {
        ProjectView project = project(ctx);
        showEditor(
                ctx,
                project.name(),
                project.slug(),
                PlanEditor.create(project.name(), project.slug(), ""));
    }

    private void create(Context ctx) {
        ProjectView project = project(ctx);
        String outline = outline(ctx);
        Forms.post(
                ctx,
                () ->
                        "/plans/"
                                + plans.create(
                                                Callers.browser(ctx).user(),
                                                new ProjectId(project.id()),
                                                outline)
                                        .id(),
                refused ->
                        showRefused(
                                ctx,
                                project.name(),
                                project.slug(),
                                PlanEditor.create(project.name(), project.slug(), outline),
                                refused));
    }

    private void editForm(Context ctx) {
        PlanView plan = editable(ctx);
        showEditor(
                ctx, plan.projectName(), plan.projectSlug(), PlanEditor.edit(plan, plan.outline()));
    }

    private void edit(Context ctx) {
        PlanView plan = editable(ctx);
        String outline = outline(ctx);
        Forms.post(
                ctx,
                () -> {
                    plans.edit(Callers.browser(ctx).user(), new PlanId(plan.id()), outline);
                    return "/plans/" + plan.id();
                },
                refused ->
                        showRefused(
                                ctx,
                                plan.projectName(),
                                plan.projectSlug(),
                                PlanEditor.edit(plan, outline),
                                refused));
    }

    private void showRefused(
            Context ctx, String project, String slug, PlanEditor editor, Refused refused) {
        List<Mistake> mistakes = Mistake.of(refused);
        render(
                ctx,
                mistakes.isEmpty()
                        ? frame(ctx, editor, project, slug).refused(Forms.sentence(refused))
                        : frame(ctx, editor, project, slug),
                editor.with(mistakes));
    }

    private void showEditor(Context ctx, String project, String slug, PlanEditor editor) {
        render(ctx, frame(ctx, editor, project, slug), editor);
    }

    private void render(Context ctx, Frame frame, PlanEditor editor) {
        templates.render(ctx, "plan/edit", frame, Map.of("editor", editor));
    }

    private static Frame frame(Context ctx, PlanEditor editor, String project, String slug) {
        return Frame.still(editor.heading(), Callers.viewer(ctx))
                .below(new Crumb(project, "/projects/" + slug));
    }

    /** The project, when this person may write plans in it. */
    private ProjectView project(Context ctx) {
        ProjectView project =
                projects.project(Callers.browser(ctx).user(), ctx.pathParam("project"));
        if (!project.role().may(Permission.EDIT_PLAN)) {
            throw mayNotEdit();
        }
        return project;
    }

    private PlanView editable(Context ctx) {
        PlanView plan = views.page(Callers.browser(ctx).user(), id(ctx)).plan();
        if (!plan.role().may(Permission.EDIT_PLAN)) {
            throw mayNotEdit();
        }
        return plan;
    }

    private static Refused mayNotEdit() {
        return new Refused(RefusalCode.FORBIDDEN, "your role does not allow writing plans");
    }

    private static String outline(Context ctx) {
        String text = ctx.formParam("outline");
        return text == null ? "" : text.replace("\r\n", "\n").replace("\0", "");
    }

    private static PlanId id(Context ctx) {
        return PlanId.parse(ctx.pathParam("plan"));
    }
}
