package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The statements about refresh tokens. */
final class RefreshTokenStore {

    record Row(
            UUID family,
            UserId userId,
            String machine,
            Instant expiresAt,
            Optional<Instant> usedAt,
            Optional<String> usedBy,
            Optional<byte[]> successorSalt,
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
                        select family, user_id, machine, expires_at, used_at, used_by, successor_salt,
                               revoked_at
                          from refresh_token
                         where token_hash = :hash
                        """)
                .bind("hash", hash)
                .mapTo(Row.class)
                .findOne();
    }

    static void used(Transaction tx, byte[] hash, String by, byte[] salt) {
        tx.sql()
                .createUpdate(
                        """
                        update refresh_token set used_at = :now, used_by = :by, successor_salt = :salt
                         where token_hash = :hash
                        """)
                .bind("now", tx.now())
                .bind("by", by)
                .bind("salt", salt)
                .bind("hash", hash)
                .execute();
    }

    /** Neither used, nor ended, nor too old. */
    static boolean fresh(Transaction tx, byte[] hash) {
        return tx.sql()
                .createQuery(
                        """
                        select exists (
                            select from refresh_token
                             where token_hash = :hash and used_at is null and revoked_at is null
                               and expires_at > :now)
                        """)
                .bind("hash", hash)
                .bind("now", tx.now())
                .mapTo(Boolean.class)
                .one();
    }

    /** Those of the families that have no token any more that could still be used. */
    static Set<UUID> ended(Transaction tx, Collection<UUID> families) {
        return tx.sql()
                .createQuery(
                        """
                        select family from unnest(:families) asked(family)
                         where not exists (
                            select from refresh_token t
                             where t.family = asked.family and t.revoked_at is null
                               and t.expires_at > :now)
                        """)
                .bindArray("families", UUID.class, families.toArray())
                .bind("now", tx.now())
                .mapTo(UUID.class)
                .set();
    }

    static void endAll(Transaction tx, UserId user) {
        tx.revokes();
        tx.sql()
                .createUpdate(
                        """
                        update refresh_token set revoked_at = :now
                         where user_id = :user and revoked_at is null
                        """)
                .bind("now", tx.now())
                .bind("user", user)
                .execute();
    }

    static void endFamily(Transaction tx, UUID family) {
        tx.revokes();
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
