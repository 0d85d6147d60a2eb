package dev.maestro.studio.run;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.JsonBody;
import dev.maestro.studio.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;

/** {@code /api/v1/runs/{run}}. Each verb answers the run as it is afterwards. Thread-safe. */
public final class RunApi implements Routes {

    private record Steering(String text) {}

    private final Runs runs;
    private final RunViews views;

    public RunApi(Runs runs, RunViews views) {
        this.runs = runs;
        this.views = views;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/api/v1/runs/{run}", this::answer);
        routes.post("/api/v1/runs/{run}/cancel", this::cancel);
        routes.post("/api/v1/runs/{run}/steer", this::steer);
    }

    private void cancel(Context ctx) {
        runs.cancel(user(ctx), id(ctx));
        answer(ctx);
    }

    private void steer(Context ctx) {
        runs.steer(user(ctx), id(ctx), ctx.bodyAsClass(Steering.class).text());
        answer(ctx);
    }

    private void answer(Context ctx) {
        RunPage page = views.page(user(ctx), id(ctx));
        JsonBody.answer(
                ctx, page.run(), Map.of("steps", page.steps(), "directives", page.directives()));
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }

    private static RunId id(Context ctx) {
        return RunId.parse(ctx.pathParam("run"));
    }
}
