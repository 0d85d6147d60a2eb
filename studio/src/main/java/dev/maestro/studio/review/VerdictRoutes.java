package dev.maestro.studio.review;

import dev.maestro.git.CommitId;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.task.Comment;
import dev.maestro.studio.task.Comments;
import dev.maestro.studio.task.TaskApi;
import dev.maestro.studio.task.TaskId;
import dev.maestro.studio.task.TaskPage;
import dev.maestro.studio.task.TaskPages;
import dev.maestro.studio.task.Tasks;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Forms;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A person's verdict: the form on the task's page, and its twin in the API. */
public final class VerdictRoutes implements Api {

    private record VerdictRequest(
            boolean approved,
            Optional<String> reason,
            Optional<List<String>> findings,
            String commit) {}

    /**
     * @param verdict the judgement of a person on one commit; the comment stands without it, too
     */
    private record NewComment(String body, Optional<VerdictRequest> verdict) {}

    private final Comments comments;
    private final Reviews reviews;
    private final TaskPages pages;
    private final TaskApi api;

    public VerdictRoutes(Tasks tasks, Reviews reviews, TaskPages pages, TaskApi api) {
        this.comments = tasks.comments();
        this.reviews = reviews;
        this.pages = pages;
        this.api = api;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/tasks/{task}/verdict", this::form);
        Api.super.mount(routes);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                                "/api/v1/tasks/{task}/verdict",
                                "A person's verdict on one commit.",
                                this::call)
                        .needs("review")
                        .asks(VerdictRequest.class)
                        .answersFlat(TaskApi.answer())
                        .in(Feature.TASKS),
                Endpoint.post(
                                "/api/v1/tasks/{task}/comments",
                                "A comment, and with it a person's verdict where there is one.",
                                this::comment)
                        .needs("comment")
                        .asks(NewComment.class)
                        .answers(TaskPage.CommentView.class)
                        .creates()
                        .in(Feature.TASKS));
    }

    /** The verdict first: when that is refused, nothing was said. */
    private void comment(Context ctx) {
        UserId user = Callers.required(ctx).user();
        TaskId task = TaskId.parse(ctx.pathParam("task"));
        NewComment asked = ctx.bodyAsClass(NewComment.class);
        if (asked.body().isBlank()) {
            throw Refused.invalid("body", "a comment needs words");
        }
        asked.verdict().ifPresent(verdict -> judge(user, task, verdict));
        Comment comment = comments.add(user, task, asked.body());
        ctx.status(HttpStatus.CREATED)
                .json(
                        new TaskPage.CommentView(
                                comment.id().value(),
                                comment.author(),
                                comment.kind().name().toLowerCase(Locale.ROOT),
                                comment.body(),
                                comment.createdAt()));
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
