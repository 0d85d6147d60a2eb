package dev.maestro.studio.run;

import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Id;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.JsonBody;
import io.javalin.http.Context;
import java.util.List;
import java.util.UUID;

/** {@code /api/v1/runs/{run}}. Each verb answers the run as it is afterwards. Thread-safe. */
public final class RunApi implements Api {

    private record Steering(String text) {}

    private record Answering(String answer) {}

    private final RunOrders orders;
    private final Directives directives;
    private final Questions questions;
    private final RunViews views;

    public RunApi(Runs runs, RunViews views) {
        this.orders = runs.orders();
        this.directives = runs.directives();
        this.questions = runs.questions();
        this.views = views;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/v1/runs/{run}", "A run with its steps.", this::answer)
                        .needs("view")
                        .answersFlat(RunPage.class)
                        .in(Feature.RUNS),
                Endpoint.post(
                                "/api/v1/runs/{run}/cancel",
                                "Takes a run back for good; its work is kept.",
                                this::cancel)
                        .needs("cancel_run")
                        .answersFlat(RunPage.class)
                        .in(Feature.RUNS),
                Endpoint.post(
                                "/api/v1/runs/{run}/steer",
                                "Says a sentence to the agent, and to those that come after it.",
                                this::steer)
                        .needs("steer")
                        .asks(Steering.class)
                        .answersFlat(RunPage.class)
                        .in(Feature.DIRECTIVES),
                Endpoint.post(
                                "/api/v1/runs/{run}/questions/{question}/answer",
                                "Answers what the agent asked and waits for.",
                                this::answerQuestion)
                        .needs("steer")
                        .asks(Answering.class)
                        .answersFlat(RunPage.class)
                        .in(Feature.RUNS));
    }

    private void cancel(Context ctx) {
        orders.cancel(user(ctx), id(ctx));
        answer(ctx);
    }

    private void steer(Context ctx) {
        directives.give(
                user(ctx),
                new DirectiveTarget.OfRun(id(ctx)),
                ctx.bodyAsClass(Steering.class).text());
        answer(ctx);
    }

    private void answerQuestion(Context ctx) {
        questions.answer(
                user(ctx), id(ctx), question(ctx), ctx.bodyAsClass(Answering.class).answer());
        answer(ctx);
    }

    private void answer(Context ctx) {
        JsonBody.answerFlat(ctx, views.page(user(ctx), id(ctx)));
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }

    private static UUID question(Context ctx) {
        return Id.parse("question", ctx.pathParam("question"));
    }

    private static RunId id(Context ctx) {
        return RunId.parse(ctx.pathParam("run"));
    }
}
