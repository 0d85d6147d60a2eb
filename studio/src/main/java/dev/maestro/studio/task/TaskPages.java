package dev.maestro.studio.task;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Forms;
import dev.maestro.studio.web.Frame;
import dev.maestro.studio.web.Frame.Crumb;
import dev.maestro.studio.web.Routes;
import dev.maestro.studio.web.Templates;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** {@code /tasks/{task}} and what a person may do to a task. Thread-safe. */
public final class TaskPages implements Routes {

    private final Tasks tasks;
    private final TaskViews views;
    private final Templates templates;

    public TaskPages(Tasks tasks, TaskViews views, Templates templates) {
        this.tasks = tasks;
        this.views = views;
        this.templates = templates;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.get("/tasks/{task}", ctx -> show(ctx, Optional.empty()));
        verb(routes, "hold", tasks.orders()::hold);
        verb(routes, "unhold", tasks.orders()::unhold);
        verb(routes, "retry", tasks.orders()::retry);
        verb(routes, "cancel", tasks.orders()::cancel);
        routes.post(
                "/tasks/{task}/comments",
                ctx ->
                        act(
                                ctx,
                                (user, task) ->
                                        tasks.comments()
                                                .add(
                                                        user,
                                                        task,
                                                        Forms.required(
                                                                ctx,
                                                                "body",
                                                                "the comment is empty"))));
    }

    private void verb(RoutesConfig routes, String name, BiConsumer<UserId, TaskId> verb) {
        routes.post("/tasks/{task}/" + name, ctx -> act(ctx, verb));
    }

    /** Does it and shows the task again; also for verbs of other rooms that stand on this page. */
    public void act(Context ctx, BiConsumer<UserId, TaskId> verb) {
        UserId user = Callers.browser(ctx).user();
        TaskId id = id(ctx);
        Forms.post(
                ctx,
                () -> {
                    verb.accept(user, id);
                    return "/tasks/" + id;
                },
                refused -> show(ctx, Optional.of(Forms.sentence(refused))));
    }

    private void show(Context ctx, Optional<String> problem) {
        TaskPage page = views.page(Callers.browser(ctx).user(), id(ctx));
        TaskView task = page.task();
        Frame frame =
                Frame.still(task.number() + ". " + task.title(), Callers.viewer(ctx))
                        .below(
                                new Crumb(task.projectName(), "/projects/" + task.projectSlug()),
                                new Crumb(task.planTitle(), "/plans/" + task.planId()))
                        .living("private-project." + task.projectId());
        templates.render(
                ctx,
                "task/show",
                problem.map(frame::refused).orElse(frame),
                Map.of("page", page, "waiting", views.waiting(page)));
    }

    private static TaskId id(Context ctx) {
        return TaskId.parse(ctx.pathParam("task"));
    }
}
