package dev.maestro.studio.merge;

import dev.maestro.studio.plan.PlanApi;
import dev.maestro.studio.plan.PlanPages;
import dev.maestro.studio.web.Routes;
import io.javalin.config.RoutesConfig;

/** Trying a release again: the button on the plan's page, and its twin in the API. */
public final class ReleaseRoutes implements Routes {

    private final Merges merges;
    private final PlanPages pages;
    private final PlanApi api;

    public ReleaseRoutes(Merges merges, PlanPages pages, PlanApi api) {
        this.merges = merges;
        this.pages = pages;
        this.api = api;
    }

    @Override
    public void mount(RoutesConfig routes) {
        routes.post("/plans/{plan}/retry-release", ctx -> pages.act(ctx, merges::retryRelease));
        routes.post(
                "/api/v1/plans/{plan}/retry-release", ctx -> api.act(ctx, merges::retryRelease));
    }
}
