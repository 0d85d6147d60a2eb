package dev.maestro.studio.workspace;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements about invites. */
final class InviteStore {

    record Row(
            UUID id,
            InviteKind kind,
            WorkspaceId workspaceId,
            Optional<Role> role,
            UserId createdBy,
            Instant expiresAt,
            Optional<Instant> redeemedAt) {}

    private InviteStore() {}

    static void insert(
            Transaction tx,
            byte[] hash,
            InviteKind kind,
            WorkspaceId workspace,
            @Nullable Role role,
            UserId by,
            Instant expiresAt) {
        tx.sql()
                .createUpdate(
                        """
                        insert into invite (id, token_hash, kind, workspace_id, role, created_by,
                                            created_at, expires_at)
                        values (:id, :hash, :kind, :workspace, :role, :by, :now, :expires)
                        """)
                .bind("id", UUID.randomUUID())
                .bind("hash", hash)
                .bind("kind", kind)
                .bind("workspace", workspace)
                .bind("role", role)
                .bind("by", by)
                .bind("now", tx.now())
                .bind("expires", expiresAt)
                .execute();
    }

    static Optional<Row> lock(Transaction tx, byte[] hash) {
        return tx.sql()
                .createQuery(
                        """
                        select id, kind, workspace_id, role, created_by, expires_at, redeemed_at
                          from invite
                         where token_hash = :hash
                           for update
                        """)
                .bind("hash", hash)
                .mapTo(Row.class)
                .findOne();
    }

    static List<OpenInvite> open(Transaction tx, WorkspaceId workspace) {
        return tx.sql()
                .createQuery(
                        """
                        select i.id, i.kind, i.role, u.name as created_by, i.created_at, i.expires_at
                          from invite i join app_user u on u.id = i.created_by
                         where i.workspace_id = :workspace and i.redeemed_at is null
                           and i.expires_at > :now
                         order by i.created_at desc, i.id
                        """)
                .bind("workspace", workspace)
                .bind("now", tx.now())
                .mapTo(OpenInvite.class)
                .list();
    }

    static void redeem(Transaction tx, UUID id, UserId by) {
        tx.sql()
                .createUpdate(
                        """
                        update invite set redeemed_at = :now, redeemed_by = :by where id = :id
                        """)
                .bind("now", tx.now())
                .bind("by", by)
                .bind("id", id)
                .execute();
    }
}
