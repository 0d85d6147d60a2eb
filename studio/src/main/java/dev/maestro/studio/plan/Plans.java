package dev.maestro.studio.plan;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.Clones;
import dev.maestro.studio.project.ProjectId;
import dev.maestro.studio.project.Projects;
import dev.maestro.studio.workspace.Permission;
import java.util.List;
import java.util.Optional;

/** The door of the plans. Any thread may use it. */
public final class Plans {

    public static Plans open(Database database, Projects projects, Clones clones) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan create(UserId by, ProjectId project, String outline) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan edit(UserId by, PlanId plan, String outline) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan activate(UserId by, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan pause(UserId by, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan resume(UserId by, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan cancel(UserId by, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan archive(UserId by, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan plan(PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan plan(Transaction tx, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan lock(Transaction tx, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Plan require(UserId user, PlanId plan, Permission permission) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Plan> find(PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Plan> ofProject(ProjectId project) {
        throw new UnsupportedOperationException("not built yet");
    }

    public List<Phase> phases(PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public void completed(Transaction tx, PlanId plan) {
        throw new UnsupportedOperationException("not built yet");
    }

    public boolean ensureEpic(Plan plan) {
        throw new UnsupportedOperationException("not built yet");
    }
}
