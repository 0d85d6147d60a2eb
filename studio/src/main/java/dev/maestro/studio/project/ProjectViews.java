package dev.maestro.studio.project;

import dev.maestro.protocol.Refused;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.project.ProjectPage.PlanLine;
import dev.maestro.studio.project.ProjectPage.SessionView;
import dev.maestro.studio.workspace.Permission;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What members see of projects. Each answer is read in one transaction, so that what stands on one
 * page fits together. Who is no member gets {@code not_found}.
 */
public final class ProjectViews {

    private static final int NEWS = 30;

    private final Database database;

    public ProjectViews(Database database) {
        this.database = database;
    }

    List<ProjectCard> cards(UserId user) {
        return database.reading(tx -> ProjectViewStore.cards(tx, user));
    }

    List<ProjectView> all(UserId user, Optional<String> remoteKey) {
        return database.reading(tx -> ProjectViewStore.all(tx, user, remoteKey));
    }

    /** Every workspace of the user, the oldest membership first. */
    List<WorkspaceChoice> memberships(UserId user) {
        return database.reading(tx -> ProjectViewStore.workspaces(tx, user));
    }

    /** The workspaces in which the user may create projects. */
    List<WorkspaceChoice> workspaces(UserId user) {
        return memberships(user).stream()
                .filter(choice -> choice.role().may(Permission.MANAGE_PROJECT))
                .toList();
    }

    /**
     * @param idOrSlug as it stands in the path
     * @throws Refused {@code not_found}
     */
    public ProjectView project(UserId user, String idOrSlug) {
        return within(user, idOrSlug, (_, project) -> project);
    }

    ProjectPage page(UserId user, String idOrSlug) {
        return within(
                user,
                idOrSlug,
                (tx, project) ->
                        new ProjectPage(
                                project,
                                ProjectViewStore.plans(tx, project.id()),
                                ProjectViewStore.sessions(tx, project.id()),
                                ProjectViewStore.attention(tx, project.id()),
                                ProjectViewStore.news(tx, project.id(), NEWS)));
    }

    List<PlanLine> plans(UserId user, String idOrSlug) {
        return within(user, idOrSlug, (tx, project) -> ProjectViewStore.plans(tx, project.id()));
    }

    List<SessionView> sessions(UserId user, String idOrSlug) {
        return within(user, idOrSlug, (tx, project) -> ProjectViewStore.sessions(tx, project.id()));
    }

    List<EventView> events(UserId user, String idOrSlug, long after, int limit) {
        return within(
                user,
                idOrSlug,
                (tx, project) -> ProjectViewStore.events(tx, project.id(), after, limit));
    }

    private <T> T within(
            UserId user, String idOrSlug, BiFunction<Transaction, ProjectView, T> question) {
        return database.reading(tx ->
                question.apply(
                        tx,
                        ProjectViewStore.project(tx, user, idOrSlug)
                                .orElseThrow(() -> Refused.notFound("project", idOrSlug))));
    }
}
