package dev.maestro.studio.plan;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.ProjectViews;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.JsonBody;
import dev.maestro.studio.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * {@code POST /api/v1/projects/{project}/plans} and {@code /api/v1/plans/{plan}}. Each verb answers
 * the plan as it is afterwards; a refused outline names every mistake in {@code errors}.
 * Thread-safe.
 */
public final class PlanApi implements Routes {

    private record Outlined(String outline) {}

    private final Plans plans;
    private final PlanViews views;
    private final ProjectViews projects;

    public PlanApi(Plans plans, PlanViews views, ProjectViews projects) {
        this.plans = plans;
        this.views = views;
        this.projects = projects;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/api/v1/projects/{project}/plans", this::create);
        routes.get("/api/v1/plans/{plan}", ctx -> answer(ctx, user(ctx), id(ctx)));
        routes.put("/api/v1/plans/{plan}", this::edit);
        verb(routes, "activate", plans::activate);
        verb(routes, "pause", plans::pause);
        verb(routes, "resume", plans::resume);
        verb(routes, "cancel", plans::cancel);
        verb(routes, "archive", plans::archive);
    }

    private void verb(RoutesConfig routes, String name, BiConsumer<UserId, PlanId> act) {
        routes.post("/api/v1/plans/{plan}/" + name, ctx -> act(ctx, act));
    }

    /** Does it and answers the plan; also for verbs of other rooms on a plan. */
    public void act(Context ctx, BiConsumer<UserId, PlanId> verb) {
        verb.accept(user(ctx), id(ctx));
        answer(ctx, user(ctx), id(ctx));
    }

    private void create(Context ctx) {
        ProjectId project =
                new ProjectId(projects.project(user(ctx), ctx.pathParam("project")).id());
        Plan plan = plans.create(user(ctx), project, ctx.bodyAsClass(Outlined.class).outline());
        ctx.status(HttpStatus.CREATED).header("Location", "/api/v1/plans/" + plan.id());
        answer(ctx, user(ctx), plan.id());
    }

    private void edit(Context ctx) {
        plans.edit(user(ctx), id(ctx), ctx.bodyAsClass(Outlined.class).outline());
        answer(ctx, user(ctx), id(ctx));
    }

    private void answer(Context ctx, UserId user, PlanId id) {
        PlanPage page = views.page(user, id);
        JsonBody.answer(
                ctx,
                page.plan(),
                Map.of(
                        "progress", page.progress(),
                        "phases", page.phases(),
                        "merges", page.merges(),
                        "release", page.release()));
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }

    private static PlanId id(Context ctx) {
        return PlanId.parse(ctx.pathParam("plan"));
    }
}
