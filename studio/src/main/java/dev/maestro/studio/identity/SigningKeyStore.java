package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements about signing keys. */
final class SigningKeyStore {

    record Row(String privateJwk, Instant createdAt, Optional<Instant> endsAt) {}

    private SigningKeyStore() {}

    /** Two studios that start at once must not make two keys. */
    static void lock(Transaction tx) {
        tx.sql().execute("lock table signing_key in exclusive mode");
    }

    static Optional<Instant> newest(Transaction tx) {
        return tx.sql()
                .createQuery("select created_at from signing_key order by created_at desc limit 1")
                .mapTo(Instant.class)
                .findOne();
    }

    static void insert(Transaction tx, String kid, String privateJwk) {
        tx.sql()
                .createUpdate(
                        """
                        insert into signing_key (kid, private_jwk, created_at)
                        values (:kid, :jwk, :now)
                        """)
                .bind("kid", kid)
                .bind("jwk", privateJwk)
                .bind("now", tx.now())
                .execute();
    }

    static void endAll(Transaction tx, Instant at) {
        tx.sql()
                .createUpdate("update signing_key set ends_at = :at where ends_at is null")
                .bind("at", at)
                .execute();
    }

    /** Newest first. */
    static List<Row> notEnded(Transaction tx) {
        return tx.sql()
                .createQuery(
                        """
                        select private_jwk, created_at, ends_at from signing_key
                         where ends_at is null or ends_at > :now
                         order by ends_at desc nulls first
                        """)
                .bind("now", tx.now())
                .mapTo(Row.class)
                .list();
    }
}
