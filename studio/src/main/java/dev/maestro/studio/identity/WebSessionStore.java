package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The statements about browser sessions. */
final class WebSessionStore {

    record Row(UserId userId, String userName, String csrf) {}

    private WebSessionStore() {}

    static void insert(Transaction tx, byte[] hash, UserId user, String csrf, Instant expiresAt) {
        tx.sql()
                .createUpdate(
                        """
                        insert into web_session (token_hash, user_id, csrf, created_at, expires_at)
                        values (:hash, :user, :csrf, :now, :expires)
                        """)
                .bind("hash", hash)
                .bind("user", user)
                .bind("csrf", csrf)
                .bind("now", tx.now())
                .bind("expires", expiresAt)
                .execute();
    }

    static Optional<Row> find(Transaction tx, byte[] hash) {
        return tx.sql()
                .createQuery(
                        """
                        select s.user_id, u.name as user_name, s.csrf
                          from web_session s join app_user u on u.id = s.user_id
                         where s.token_hash = :hash and s.expires_at > :now
                        """)
                .bind("hash", hash)
                .bind("now", tx.now())
                .mapTo(Row.class)
                .findOne();
    }

    /** Those of the hashes, in hex, that no session has any more. */
    static Set<String> ended(Transaction tx, Collection<String> hashes) {
        return tx.sql()
                .createQuery(
                        """
                        select hash from unnest(:hashes) asked(hash)
                         where not exists (
                            select from web_session s
                             where s.token_hash = decode(asked.hash, 'hex') and s.expires_at > :now)
                        """)
                .bindArray("hashes", String.class, hashes.toArray())
                .bind("now", tx.now())
                .mapTo(String.class)
                .set();
    }

    static void deleteAll(Transaction tx, UserId user) {
        tx.revokes();
        tx.sql()
                .createUpdate("delete from web_session where user_id = :user")
                .bind("user", user)
                .execute();
    }

    static void delete(Transaction tx, byte[] hash) {
        tx.revokes();
        tx.sql()
                .createUpdate("delete from web_session where token_hash = :hash")
                .bind("hash", hash)
                .execute();
    }

    static void deleteEnded(Transaction tx, UserId user) {
        tx.sql()
                .createUpdate(
                        "delete from web_session where user_id = :user and expires_at <= :now")
                .bind("user", user)
                .bind("now", tx.now())
                .execute();
    }
}
