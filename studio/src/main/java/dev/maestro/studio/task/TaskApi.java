package dev.maestro.studio.task;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.JsonBody;
import dev.maestro.studio.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@code /api/v1/tasks/{task}}. Each verb answers the task as it is afterwards. Thread-safe. */
public final class TaskApi implements Routes {

    private record NewComment(String body) {}

    private final Tasks tasks;
    private final TaskViews views;

    public TaskApi(Tasks tasks, TaskViews views) {
        this.tasks = tasks;
        this.views = views;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/api/v1/tasks/{task}", this::answer);
        verb(routes, "hold", tasks::hold);
        verb(routes, "unhold", tasks::unhold);
        verb(routes, "retry", tasks::retry);
        verb(routes, "cancel", tasks::cancel);
        routes.post("/api/v1/tasks/{task}/comments", this::comment);
    }

    private void verb(RoutesConfig routes, String name, BiConsumer<UserId, TaskId> verb) {
        routes.post("/api/v1/tasks/{task}/" + name, ctx -> act(ctx, verb));
    }

    /** Does it and answers the task; also for verbs of other rooms on a task. */
    public void act(Context ctx, BiConsumer<UserId, TaskId> verb) {
        verb.accept(Callers.required(ctx).user(), id(ctx));
        answer(ctx);
    }

    private void comment(Context ctx) {
        Comment comment =
                tasks.comment(
                        Callers.required(ctx).user(),
                        id(ctx),
                        ctx.bodyAsClass(NewComment.class).body());
        ctx.status(HttpStatus.CREATED)
                .json(
                        new TaskPage.CommentView(
                                comment.id().value(),
                                comment.author(),
                                comment.kind().name().toLowerCase(java.util.Locale.ROOT),
                                comment.body(),
                                comment.createdAt()));
    }

    private void answer(Context ctx) {
        TaskPage page = views.page(Callers.required(ctx).user(), id(ctx));
        JsonBody.answer(
                ctx,
                page.task(),
                Map.of(
                        "depends_on", page.dependsOn(),
                        "dependents", page.dependents(),
                        "runs", page.runs(),
                        "verdicts", page.verdicts(),
                        "comments", page.comments(),
                        "merges", page.merges(),
                        "why_not", views.waiting(page)));
    }

    private static TaskId id(Context ctx) {
        return TaskId.parse(ctx.pathParam("task"));
    }
}
