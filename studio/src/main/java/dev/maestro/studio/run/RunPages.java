package dev.maestro.studio.run;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Id;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Forms;
import dev.maestro.studio.web.Frame;
import dev.maestro.studio.web.Frame.Crumb;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.Templates;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;

/** {@code /runs/{run}} with its live output, cancelling and steering. Thread-safe. */
public final class RunPages implements Routes {

    private final RunOrders orders;
    private final Directives directives;
    private final Questions questions;
    private final RunViews views;
    private final Templates templates;

    public RunPages(Runs runs, RunViews views, Templates templates) {
        this.orders = runs.orders();
        this.directives = runs.directives();
        this.questions = runs.questions();
        this.views = views;
        this.templates = templates;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/runs/{run}", ctx -> show(ctx, Optional.empty()));
        routes.post("/runs/{run}/cancel", ctx -> act(ctx, orders::cancel));
        routes.post(
                "/runs/{run}/steer",
                ctx ->
                        act(
                                ctx,
                                (user, run) ->
                                        directives.give(
                                                user,
                                                new DirectiveTarget.OfRun(run),
                                                Forms.required(ctx, "text", "say what to do"))));
        routes.post(
                "/runs/{run}/questions/{question}",
                ctx ->
                        act(
                                ctx,
                                (user, run) ->
                                        questions.answer(
                                                user,
                                                run,
                                                named(ctx, "question"),
                                                Forms.required(ctx, "answer", "give an answer"))));
        routes.post(
                "/runs/{run}/directives/{directive}/clear",
                ctx -> act(ctx, (user, _) -> directives.clear(user, named(ctx, "directive"))));
    }

    private static UUID named(Context ctx, String what) {
        return Id.parse(what, ctx.pathParam(what));
    }

    private void act(Context ctx, BiConsumer<UserId, RunId> verb) {
        UserId user = Callers.browser(ctx).user();
        RunId id = id(ctx);
        Forms.post(
                ctx,
                () -> {
                    verb.accept(user, id);
                    return "/runs/" + id;
                },
                refused -> show(ctx, Optional.of(Forms.sentence(refused))));
    }

    private void show(Context ctx, Optional<String> problem) {
        RunPage page = views.page(Callers.browser(ctx).user(), id(ctx));
        RunView run = page.run();
        Frame frame =
                Frame.still(run.heading(), Callers.viewer(ctx))
                        .below(crumbs(run))
                        .living("private-project." + run.projectId(), "private-run." + run.id());
        templates.render(
                ctx,
                "run/show",
                problem.map(frame::refused).orElse(frame),
                Map.of("page", page, "output", views.tail(page)));
    }

    private static Crumb[] crumbs(RunView run) {
        List<Crumb> way = new ArrayList<>();
        way.add(new Crumb(run.projectName(), "/projects/" + run.projectSlug()));
        way.add(new Crumb(run.planTitle(), "/plans/" + run.planId()));
        run.taskId()
                .ifPresent(task ->
                        way.add(
                                new Crumb(
                                        run.taskNumber().orElseThrow()
                                                + ". "
                                                + run.taskTitle().orElseThrow(),
                                        "/tasks/" + task)));
        return way.toArray(Crumb[]::new);
    }

    private static RunId id(Context ctx) {
        return RunId.parse(ctx.pathParam("run"));
    }
}
