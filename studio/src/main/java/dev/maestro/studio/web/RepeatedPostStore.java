package dev.maestro.studio.web;

import dev.maestro.studio.identity.UserId;
import dev.maestro.studio.platform.Transaction;
import java.time.Duration;
import java.util.Optional;

/** The statements about answers that are remembered. */
final class RepeatedPostStore {

    record Row(byte[] request, int status, String body) {}

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

    /** Also forgets the user's old ones, so that the table needs no other sweeping. */
    static void insert(
            Transaction tx,
            UserId user,
            String key,
            byte[] request,
            int status,
            String body,
            Duration memory) {
        tx.sql()
                .createUpdate(
                        """
                        delete from idempotency_key
                         where user_id = :user and created_at <= :since
                        """)
                .bind("user", user)
                .bind("since", tx.now().minus(memory))
                .execute();
        tx.sql()
                .createUpdate(
                        """
                        insert into idempotency_key (user_id, key, request, status, body, created_at)
                        values (:user, :key, :request, :status, :body, :now)
                        on conflict (user_id, key) do nothing
                        """)
                .bind("user", user)
                .bind("key", key)
                .bind("request", request)
                .bind("status", status)
                .bind("body", body)
                .bind("now", tx.now())
                .execute();
    }
}
