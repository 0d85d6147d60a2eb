package dev.maestro.studio.plan;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;

/** What members see of plans, each answer read in one transaction. Thread-safe. */
public final class PlanViews {

    private final Database database;

    public PlanViews(Database database) {
        this.database = database;
    }

    /**
     * @throws Refused {@code not_found}, also for who is no member
     */
    public PlanPage page(UserId user, PlanId id) {
        return database.reading(tx -> PlanViewStore.plan(tx, user, id))
                .orElseThrow(() -> Refused.notFound("plan", id));
    }
}
