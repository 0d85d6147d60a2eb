package dev.maestro.studio.run;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.contract.Feature;
import dev.maestro.studio.fleet.SessionId;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.plan.PlanId;
import dev.maestro.studio.platform.Id;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.ProjectViews;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Callers;
import dev.maestro.studio.web.Endpoint;
import dev.maestro.studio.web.Items;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** {@code /api/v1/directives}. Thread-safe. */
public final class DirectiveApi implements Api {

    /** Whom it is said to: one of plan, session and run. */
    private record GiveDirective(
            Optional<String> plan, Optional<String> session, Optional<String> run, String text) {}

    private record GivenDirective(UUID id) {}

    private final Directives directives;
    private final ProjectViews projects;

    public DirectiveApi(Runs runs, ProjectViews projects) {
        this.directives = runs.directives();
        this.projects = projects;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                                "/api/v1/projects/{project}/directives",
                                "What operators say to its agents and has not been cleared.",
                                this::list)
                        .needs("view")
                        .answersItems(DirectiveLine.class)
                        .in(Feature.DIRECTIVES),
                Endpoint.post(
                                "/api/v1/directives",
                                "Says a sentence to the agents of a plan, a session or a run; it"
                                        + " stands until it is cleared.",
                                this::give)
                        .needs("steer")
                        .asks(GiveDirective.class)
                        .answers(GivenDirective.class)
                        .creates()
                        .in(Feature.DIRECTIVES),
                Endpoint.delete(
                                "/api/v1/directives/{directive}",
                                "Runs that start from now on do not hear of it.",
                                this::clear)
                        .needs("steer")
                        .in(Feature.DIRECTIVES));
    }

    private void list(Context ctx) {
        UserId user = user(ctx);
        UUID project = projects.project(user, ctx.pathParam("project")).id();
        ctx.json(
                Items.page(
                        ctx, directives.standing(user, new ProjectId(project)), DirectiveLine::id));
    }

    private void give(Context ctx) {
        GiveDirective wanted = ctx.bodyAsClass(GiveDirective.class);
        UUID id = directives.give(user(ctx), target(wanted), wanted.text());
        ctx.status(HttpStatus.CREATED).json(new GivenDirective(id));
    }

    private void clear(Context ctx) {
        directives.clear(user(ctx), directive(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static DirectiveTarget target(GiveDirective wanted) {
        List<DirectiveTarget> named =
                Stream.<Optional<? extends DirectiveTarget>>of(
                                wanted.plan().map(PlanId::parse).map(DirectiveTarget.OfPlan::new),
                                wanted.session()
                                        .map(SessionId::parse)
                                        .map(DirectiveTarget.OfSession::new),
                                wanted.run().map(RunId::parse).map(DirectiveTarget.OfRun::new))
                        .<DirectiveTarget>flatMap(Optional::stream)
                        .toList();
        if (named.size() != 1) {
            throw Refused.invalid(
                    "run",
                    "say to whom: one of plan, session and run, and %d were given"
                            .formatted(named.size()));
        }
        return named.getFirst();
    }

    private static UUID directive(Context ctx) {
        return Id.parse("directive", ctx.pathParam("directive"));
    }

    private static UserId user(Context ctx) {
        return Callers.required(ctx).user();
    }
}
