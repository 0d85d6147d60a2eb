package dev.maestro.studio;

import dev.maestro.studio.platform.Transaction;

/** The statements about the hub's key. */
final class HubKeyStore {

    record Row(String key, String secret) {}

    private HubKeyStore() {}

    /** Keeps the key, unless there is one already. */
    static void offer(Transaction tx, Row row) {
        tx.sql()
                .createUpdate(
                        """
                        insert into hub_key (key, secret) values (:key, :secret)
                        on conflict do nothing
                        """)
                .bind("key", row.key())
                .bind("secret", row.secret())
                .execute();
    }

    static Row get(Transaction tx) {
        return tx.sql().createQuery("select key, secret from hub_key").mapTo(Row.class).one();
    }
}
