package dev.maestro.studio.plan;

import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.ProjectViews;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Items;
import dev.maestro.studio.web.JsonBody;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * {@code POST /api/v1/projects/{project}/plans} and {@code /api/v1/plans/{plan}}. Each verb answers
 * the plan as it is afterwards; a refused outline names every mistake in {@code errors}.
 * Thread-safe.
 */
public final class PlanApi implements Api {

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
    public List<Endpoint> endpoints() {
        List<Endpoint> all =
                new ArrayList<>(
                        List.of(
                                Endpoint.post(
                                                "/api/v1/projects/{project}/plans",
                                                "A new plan from an outline; every mistake in it"
                                                        + " is named in errors.",
                                                this::create)
                                        .needs("edit_plan")
                                        .asks(Outlined.class)
                                        .answersFlat(PlanPage.class)
                                        .creates()
                                        .in(Feature.PLANS),
                                Endpoint.get(
                                                "/api/v1/plans/{plan}",
                                                "A plan with its phases, tasks, merges and"
                                                        + " release.",
                                                ctx -> answer(ctx, user(ctx), id(ctx)))
                                        .needs("view")
                                        .answersFlat(PlanPage.class)
                                        .in(Feature.PLANS),
                                Endpoint.put(
                                                "/api/v1/plans/{plan}",
                                                "Another outline for the plan.",
                                                this::edit)
                                        .needs("edit_plan")
                                        .asks(Outlined.class)
                                        .answersFlat(PlanPage.class)
                                        .in(Feature.PLANS),
                                Endpoint.get(
                                                "/api/v1/plans/{plan}/phases",
                                                "Its phases with their tasks.",
                                                this::phases)
                                        .needs("view")
                                        .answersItems(PlanPage.PhaseView.class)
                                        .in(Feature.PLANS),
                                Endpoint.get(
                                                "/api/v1/plans/{plan}/tasks",
                                                "Its tasks in their order.",
                                                this::tasks)
                                        .needs("view")
                                        .answersItems(PlanPage.TaskLine.class)
                                        .in(Feature.TASKS)));
        all.add(verb("activate", "activate_plan", "It gets its epic and runs.", plans::activate));
        all.add(verb("pause", "pause_plan", "Nothing of it starts any more.", plans::pause));
        all.add(verb("resume", "pause_plan", "It goes on.", plans::resume));
        all.add(verb("cancel", "activate_plan", "It is given up.", plans::cancel));
        all.add(verb("archive", "activate_plan", "It is put away.", plans::archive));
        return all;
    }

    /** A verb on a plan, also of other rooms. */
    public Endpoint verb(
            String name, String permission, String sentence, BiConsumer<UserId, PlanId> act) {
        return Endpoint.post("/api/v1/plans/{plan}/" + name, sentence, ctx -> act(ctx, act))
                .needs(permission)
                .answersFlat(PlanPage.class)
                .in(Feature.PLANS);
    }

    private void phases(Context ctx) {
        ctx.json(Items.page(ctx, views.page(user(ctx), id(ctx)).phases(), PlanPage.PhaseView::id));
    }

    private void tasks(Context ctx) {
        ctx.json(
                Items.page(
                        ctx,
                        views.page(user(ctx), id(ctx)).phases().stream()
                                .flatMap(phase -> phase.tasks().stream())
                                .toList(),
                        PlanPage.TaskLine::id));
    }

    private void act(Context ctx, BiConsumer<UserId, PlanId> verb) {
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
        JsonBody.answerFlat(ctx, views.page(user, id));
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }

    private static PlanId id(Context ctx) {
        return PlanId.parse(ctx.pathParam("plan"));
    }
}
