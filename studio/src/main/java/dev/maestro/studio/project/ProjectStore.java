package dev.maestro.studio.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import dev.maestro.protocol.work.SessionMethod.EventNotification;
import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import dev.maestro.studio.workspace.Role;
import dev.maestro.studio.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The statements about projects and their news. */
final class ProjectStore {

    private record EventRow(long seq, String type, Instant at, String data) {
        EventNotification event() {
            JsonNode tree = Json.tree(data);
            return new EventNotification(seq, type, at, tree);
        }
    }

    /** Somebody in a project. */
    record Place(UserId user, ProjectId project) {}

    record RoleRow(UserId userId, ProjectId projectId, Role role) {}

    private ProjectStore() {}

    static List<RoleRow> roles(Transaction tx, Collection<Place> places) {
        List<Place> all = List.copyOf(places);
        return tx.sql()
                .createQuery(
                        """
                        select m.user_id, p.id as project_id, m.role
                          from unnest(:users, :projects) asked(user_id, project_id)
                          join project p on p.id = asked.project_id
                          join member m on m.workspace_id = p.workspace_id
                                       and m.user_id = asked.user_id
                        """)
                .bindArray(
                        "users",
                        UUID.class,
                        all.stream().map(place -> place.user().value()).toArray())
                .bindArray(
                        "projects",
                        UUID.class,
                        all.stream().map(place -> place.project().value()).toArray())
                .mapTo(RoleRow.class)
                .list();
    }

    static Project insert(Transaction tx, Project project) {
        tx.sql()
                .createUpdate(
                        """
                        insert into project (id, workspace_id, slug, name, remote_key, remote_url, base_branch,
                                             check_command, check_timeout_seconds, created_by, created_at)
                        values (:id, :workspaceId, :slug, :name, :remoteKey, :remoteUrl, :baseBranch,
                                :checkCommand, :checkTimeoutSeconds, :createdBy, :createdAt)
                        """)
                .bindMethods(project)
                .execute();
        return project;
    }

    static Project update(
            Transaction tx,
            ProjectId id,
            String name,
            String baseBranch,
            Optional<String> checkCommand,
            int checkTimeoutSeconds) {
        return tx.sql()
                .createQuery(
                        """
                        update project
                           set name = :name,
                               base_branch = :baseBranch,
                               check_command = :checkCommand,
                               check_timeout_seconds = :checkTimeoutSeconds
                         where id = :id
                        returning *
                        """)
                .bind("id", id)
                .bind("name", name)
                .bind("baseBranch", baseBranch)
                .bind("checkCommand", checkCommand)
                .bind("checkTimeoutSeconds", checkTimeoutSeconds)
                .mapTo(Project.class)
                .one();
    }

    static Optional<Project> find(Transaction tx, ProjectId id) {
        return tx.sql()
                .createQuery("select * from project where id = :id")
                .bind("id", id)
                .mapTo(Project.class)
                .findOne();
    }

    static List<Project> ofWorkspace(Transaction tx, WorkspaceId workspace) {
        return tx.sql()
                .createQuery(
                        """
                        select * from project
                         where workspace_id = :workspace
                         order by created_at, id
                        """)
                .bind("workspace", workspace)
                .mapTo(Project.class)
                .list();
    }

    static List<Project> ofUser(Transaction tx, UserId user) {
        return tx.sql()
                .createQuery(
                        """
                        select project.*
                          from project
                          join member using (workspace_id)
                         where member.user_id = :user
                         order by project.created_at, project.id
                        """)
                .bind("user", user)
                .mapTo(Project.class)
                .list();
    }

    /** Two projects of one name that are created at once get different slugs. */
    static void lockWorkspace(Transaction tx, WorkspaceId workspace) {
        tx.sql()
                .createQuery("select id from workspace where id = :id for no key update")
                .bind("id", workspace)
                .mapTo(WorkspaceId.class)
                .one();
    }

    static List<String> slugs(Transaction tx, WorkspaceId workspace) {
        return tx.sql()
                .createQuery("select slug from project where workspace_id = :workspace")
                .bind("workspace", workspace)
                .mapTo(String.class)
                .list();
    }

    static List<EventNotification> events(Transaction tx, ProjectId id, long after, int limit) {
        return tx
                .sql()
                .createQuery(
                        """
                        select seq, type, at, data from project_event
                         where project_id = :id and seq > :after
                         order by seq
                         limit :limit
                        """)
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(EventRow.class)
                .list()
                .stream()
                .map(EventRow::event)
                .toList();
    }

    static List<EventNotification> recentEvents(Transaction tx, ProjectId id, int limit) {
        return tx
                .sql()
                .createQuery(
                        """
                        select seq, type, at, data from project_event
                         where project_id = :id
                         order by seq desc
                         limit :limit
                        """)
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(EventRow.class)
                .list()
                .stream()
                .map(EventRow::event)
                .toList();
    }
}
