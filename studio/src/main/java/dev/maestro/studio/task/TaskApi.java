package dev.maestro.studio.task;

import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Items;
import dev.maestro.studio.web.JsonBody;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BiConsumer;

/** {@code /api/v1/tasks/{task}}. Each verb answers the task as it is afterwards. Thread-safe. */
public final class TaskApi implements Api {

    /** A task and all around it. */
    private record TaskAnswer(
            TaskView task,
            List<TaskPage.Neighbour> dependsOn,
            List<TaskPage.Neighbour> dependents,
            List<TaskPage.RunLine> runs,
            List<TaskPage.VerdictView> verdicts,
            List<TaskPage.CommentView> comments,
            List<TaskPage.MergeLine> merges,
            List<WaitingReason> whyNot) {}

    private final TaskOrders orders;
    private final TaskViews views;

    public TaskApi(Tasks tasks, TaskViews views) {
        this.orders = tasks.orders();
        this.views = views;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/tasks/{task}",
                                "A task with its runs, verdicts, comments, and why it does not"
                                        + " run.",
                                this::answer)
                        .needs("view")
                        .answersFlat(TaskAnswer.class)
                        .in(Feature.TASKS),
                Endpoint.get(
                                "/api/v1/tasks/{task}/comments",
                                "What was said about a task, the newest first.",
                                this::comments)
                        .needs("view")
                        .answersItems(TaskPage.CommentView.class)
                        .in(Feature.TASKS),
                Endpoint.get("/api/v1/tasks/{task}/runs", "Its runs, the newest first.", this::runs)
                        .needs("view")
                        .answersItems(TaskPage.RunLine.class)
                        .in(Feature.RUNS),
                verb("hold", "steer", "It is not dispatched any more.", orders::hold),
                verb("unhold", "steer", "It may be dispatched again.", orders::unhold),
                verb("retry", "steer", "It starts again; all counts begin anew.", orders::retry),
                verb(
                        "cancel",
                        "cancel_run",
                        "It is given up; its branch is kept.",
                        orders::cancel));
    }

    private Endpoint verb(
            String name, String permission, String sentence, BiConsumer<UserId, TaskId> act) {
        return Endpoint.post("/api/v1/tasks/{task}/" + name, sentence, ctx -> act(ctx, act))
                .needs(permission)
                .answersFlat(TaskAnswer.class)
                .in(Feature.TASKS);
    }

    /** Does it and answers the task; also for verbs of other rooms on a task. */
    public void act(Context ctx, BiConsumer<UserId, TaskId> verb) {
        verb.accept(Callers.required(ctx).user(), id(ctx));
        answer(ctx);
    }

    /** The record that {@link #act} answers with. */
    public static Class<?> answer() {
        return TaskAnswer.class;
    }

    private void comments(Context ctx) {
        ctx.json(
                Items.page(
                        ctx,
                        views.page(Callers.required(ctx).user(), id(ctx)).comments(),
                        TaskPage.CommentView::id));
    }

    private void runs(Context ctx) {
        ctx.json(
                Items.page(
                        ctx,
                        views.page(Callers.required(ctx).user(), id(ctx)).runs(),
                        TaskPage.RunLine::id));
    }

    private void answer(Context ctx) {
        TaskPage page = views.page(Callers.required(ctx).user(), id(ctx));
        JsonBody.answerFlat(
                ctx,
                new TaskAnswer(
                        page.task(),
                        page.dependsOn(),
                        page.dependents(),
                        page.runs(),
                        page.verdicts(),
                        page.comments(),
                        page.merges(),
                        views.waiting(page)));
    }

    private static TaskId id(Context ctx) {
        return TaskId.parse(ctx.pathParam("task"));
    }
}
