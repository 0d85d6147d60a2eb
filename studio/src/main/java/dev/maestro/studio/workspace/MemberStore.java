package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.util.List;
import java.util.Optional;

/** The statements about members. */
final class MemberStore {

    private MemberStore() {}

    static Optional<Role> role(Transaction tx, UserId user, WorkspaceId workspace) {
        return tx.sql()
                .createQuery(
                        """
                        select role from member
                         where workspace_id = :workspace and user_id = :user
                        """)
                .bind("workspace", workspace)
                .bind("user", user)
                .mapTo(Role.class)
                .findOne();
    }

    /** False when the user is a member already, whose role is left as it is. */
    static boolean insert(Transaction tx, WorkspaceId workspace, UserId user, Role role) {
        return tx.sql()
                        .createUpdate(
                                """
                                insert into member (workspace_id, user_id, role, created_at)
                                values (:workspace, :user, :role, :now)
                                on conflict (workspace_id, user_id) do nothing
                                """)
                        .bind("workspace", workspace)
                        .bind("user", user)
                        .bind("role", role)
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    /** The member, locked; with the owners, so that the last of them cannot go twice. */
    static Optional<Role> lock(Transaction tx, WorkspaceId workspace, UserId user) {
        tx.sql()
                .createQuery(
                        """
                        select user_id from member
                         where workspace_id = :workspace and (role = 'OWNER' or user_id = :user)
                         order by user_id for update
                        """)
                .bind("workspace", workspace)
                .bind("user", user)
                .mapTo(UserId.class)
                .list();
        return role(tx, user, workspace);
    }

    static int owners(Transaction tx, WorkspaceId workspace) {
        return tx.sql()
                .createQuery(
                        """
                        select count(*) from member
                         where workspace_id = :workspace and role = 'OWNER'
                        """)
                .bind("workspace", workspace)
                .mapTo(int.class)
                .one();
    }

    static void role(Transaction tx, WorkspaceId workspace, UserId user, Role role) {
        tx.revokes();
        tx.sql()
                .createUpdate(
                        """
                        update member set role = :role
                         where workspace_id = :workspace and user_id = :user
                        """)
                .bind("workspace", workspace)
                .bind("user", user)
                .bind("role", role)
                .execute();
    }

    static void delete(Transaction tx, WorkspaceId workspace, UserId user) {
        tx.revokes();
        tx.sql()
                .createUpdate(
                        "delete from member where workspace_id = :workspace and user_id = :user")
                .bind("workspace", workspace)
                .bind("user", user)
                .execute();
    }

    static List<WorkspaceId> workspaces(Transaction tx, UserId user) {
        return tx.sql()
                .createQuery(
                        "select workspace_id from member where user_id = :user order by workspace_id")
                .bind("user", user)
                .mapTo(WorkspaceId.class)
                .list();
    }

    static List<Member> ofWorkspace(Transaction tx, WorkspaceId workspace) {
        return tx.sql()
                .createQuery(
                        """
                        select m.user_id, u.name, u.email, m.role, m.created_at
                          from member m join app_user u on u.id = m.user_id
                         where m.workspace_id = :workspace
                         order by m.created_at, u.email
                        """)
                .bind("workspace", workspace)
                .mapTo(Member.class)
                .list();
    }
}
