package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
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
}
