package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The statements about refresh tokens. */
final class RefreshTokenStore {

    record Row(
            UUID family,
            UserId userId,
            String machine,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Optional<Instant> revokedAt) {}

    private RefreshTokenStore() {}

    static void insert(
            Transaction tx,
            byte[] hash,
            UUID family,
            UserId user,
            String machine,
            Instant expiresAt) {
        tx.sql()
                .createUpdate(
                        """
                        insert into refresh_token
                               (token_hash, family, user_id, machine, created_at, expires_at)
                        values (:hash, :family, :user, :machine, :now, :expires)
                        """)
                .bind("hash", hash)
                .bind("family", family)
                .bind("user", user)
                .bind("machine", machine)
                .bind("now", tx.now())
                .bind("expires", expiresAt)
                .execute();
    }

    /**
     * The row, with its whole family locked: else a token that is being made just now would outlive
     * the end of its family.
     */
    static Optional<Row> lock(Transaction tx, byte[] hash) {
        tx.sql()
                .createQuery(
                        """
                        select 1 from refresh_token,
                               lateral pg_advisory_xact_lock(hashtextextended(family::text, 0))
                         where token_hash = :hash
                        """)
                .bind("hash", hash)
                .mapTo(Integer.class)
                .findOne();
        return tx.sql()
                .createQuery(
                        """
                        select family, user_id, machine, expires_at, used_at, revoked_at
                          from refresh_token
                         where token_hash = :hash
                        """)
                .bind("hash", hash)
                .mapTo(Row.class)
                .findOne();
    }

    static void used(Transaction tx, byte[] hash) {
        tx.sql()
                .createUpdate("update refresh_token set used_at = :now where token_hash = :hash")
                .bind("now", tx.now())
                .bind("hash", hash)
                .execute();
    }

    static void endFamily(Transaction tx, UUID family) {
        tx.sql()
                .createUpdate(
                        """
                        update refresh_token set revoked_at = :now
                         where family = :family and revoked_at is null
                        """)
                .bind("now", tx.now())
                .bind("family", family)
                .execute();
    }
}
