package dev.maestro.studio.web;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.time.Duration;
import java.util.Optional;

/**
 * The statements about answers that are remembered. A row with the status 0 says that the request
 * was begun: it is written before the work, so that a kill in between is seen.
 */
final class RepeatedPostStore {

    record Row(byte[] request, int status, String body) {

        boolean answered() {
            return status != BEGUN;
        }
    }

    private static final int BEGUN = 0;

    private RepeatedPostStore() {}

    static Optional<Row> find(Transaction tx, UserId user, String key, Duration memory) {
        return tx.sql()
                .createQuery(
                        """
                        select request, status, body from idempotency_key
                         where user_id = :user and key = :key and created_at > :since
                        """)
                .bind("user", user)
                .bind("key", key)
                .bind("since", tx.now().minus(memory))
                .mapTo(Row.class)
                .findOne();
    }

    /**
     * Also forgets the user's old ones, so that the table needs no other sweeping; false when the
     * key is taken.
     */
    static boolean begin(Transaction tx, UserId user, String key, byte[] request, Duration memory) {
        tx.sql()
                .createUpdate(
                        """
                        delete from idempotency_key
                         where user_id = :user and created_at <= :since
                        """)
                .bind("user", user)
                .bind("since", tx.now().minus(memory))
                .execute();
        return tx.sql()
                        .createUpdate(
                                """
                                insert into idempotency_key (user_id, key, request, status, body, created_at)
                                values (:user, :key, :request, :status, '', :now)
                                on conflict (user_id, key) do nothing
                                """)
                        .bind("user", user)
                        .bind("key", key)
                        .bind("request", request)
                        .bind("status", BEGUN)
                        .bind("now", tx.now())
                        .execute()
                == 1;
    }

    static void answer(Transaction tx, UserId user, String key, int status, String body) {
        tx.sql()
                .createUpdate(
                        """
                        update idempotency_key
                           set status = :status, body = :body
                         where user_id = :user and key = :key
                        """)
                .bind("user", user)
                .bind("key", key)
                .bind("status", status)
                .bind("body", body)
                .execute();
    }

    static void forget(Transaction tx, UserId user, String key) {
        tx.sql()
                .createUpdate(
                        """
                        delete from idempotency_key where user_id = :user and key = :key
                        """)
                .bind("user", user)
                .bind("key", key)
                .execute();
    }
}
