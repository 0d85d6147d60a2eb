package dev.maestro.studio.review;

import dev.maestro.git.CommitId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.task.TaskApi;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskPages;
import dev.maestro.studio.web.Forms;
import dev.maestro.studio.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** A person's verdict: the form on the task's page, and its twin in the API. */
public final class VerdictRoutes implements Routes {

    private record VerdictRequest(
            boolean approved,
            Optional<String> reason,
            Optional<List<String>> findings,
            String commit) {}

    private final Reviews reviews;
    private final TaskPages pages;
    private final TaskApi api;

    public VerdictRoutes(Reviews reviews, TaskPages pages, TaskApi api) {
        this.reviews = reviews;
        this.pages = pages;
        this.api = api;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/tasks/{task}/verdict", this::form);
        routes.post("/api/v1/tasks/{task}/verdict", this::call);
    }

    private void form(Context ctx) {
        pages.act(
                ctx,
                (user, task) ->
                        judge(
                                user,
                                task,
                                new VerdictRequest(
                                        "true".equals(ctx.formParam("approved")),
                                        Forms.field(ctx, "reason"),
                                        Optional.empty(),
                                        Forms.required(ctx, "commit", "the commit is not named"))));
    }

    private void call(Context ctx) {
        VerdictRequest request = ctx.bodyAsClass(VerdictRequest.class);
        api.act(ctx, (user, task) -> judge(user, task, request));
    }

    private void judge(UserId user, TaskId task, VerdictRequest request) {
        reviews.byPerson(
                user,
                task,
                request.approved(),
                request.reason().orElse(""),
                request.findings().orElse(List.of()),
                CommitId.parse(request.commit()));
    }
}
