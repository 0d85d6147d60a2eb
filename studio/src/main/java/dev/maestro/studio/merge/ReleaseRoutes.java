package dev.maestro.studio.merge;

import dev.maestro.studio.plan.PlanApi;
import dev.maestro.studio.plan.PlanPages;
import dev.maestro.studio.web.Api;
import dev.maestro.studio.web.Endpoint;
import io.javalin.config.RoutesConfig;
import java.util.List;

/** Trying a release again: the button on the plan's page, and its twin in the API. */
public final class ReleaseRoutes implements Api {

    private final Merges merges;
    private final PlanPages pages;
    private final PlanApi api;

    public ReleaseRoutes(Merges merges, PlanPages pages, PlanApi api) {
        this.merges = merges;
        this.pages = pages;
        this.api = api;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                api.verb(
                        "retry-release",
                        "release_plan",
                        "The release is tried again.",
                        merges::retryRelease));
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/plans/{plan}/retry-release", ctx -> pages.act(ctx, merges::retryRelease));
        Api.super.mount(routes);
    }
}
