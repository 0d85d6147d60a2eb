package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.util.List;
import java.util.Optional;

/** The statements about workspaces. */
final class WorkspaceStore {

    private record Row(WorkspaceId id, String slug, String name, Role role) {
        Membership membership() {
            return new Membership(new Workspace(id, slug, name), role);
        }
    }

    private WorkspaceStore() {}

    /** False when the slug is taken. */
    static boolean insert(Transaction tx, Workspace workspace) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into workspace (id, slug, name, created_at)
                                values (:id, :slug, :name, :now)
                                on conflict (slug) do nothing
                                """)
                        .bind("id", workspace.id())
                        .bind("slug", workspace.slug())
                        .bind("name", workspace.name())
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    static Optional<Workspace> byId(Transaction tx, WorkspaceId id) {
        return tx.sql()
                .createQuery("select id, slug, name from workspace where id = :id")
                .bind("id", id)
                .mapTo(Workspace.class)
                .findOne();
    }

    static Optional<Membership> bySlug(Transaction tx, UserId user, String slug) {
        return tx.sql()
                .createQuery(
                        """
                        select w.id, w.slug, w.name, m.role
                          from workspace w join member m on m.workspace_id = w.id
                         where m.user_id = :user and w.slug = :slug
                        """)
                .bind("user", user)
                .bind("slug", slug)
                .mapTo(Row.class)
                .findOne()
                .map(Row::membership);
    }

    static List<Membership> ofUser(Transaction tx, UserId user) {
        return tx
                .sql()
                .createQuery(
                        """
                        select w.id, w.slug, w.name, m.role
                          from workspace w join member m on m.workspace_id = w.id
                         where m.user_id = :user
                         order by m.created_at, w.slug
                        """)
                .bind("user", user)
                .mapTo(Row.class)
                .list()
                .stream()
                .map(Row::membership)
                .toList();
    }
}
