package dev.maestro.studio.workspace;

import dev.maestro.studio.platform.Transaction;

/** The statements about sign-up links. */
final class OwnerSetupStore {

    private OwnerSetupStore() {}

    /** Two people who open the link at once must not both become the first. */
    static void lock(Transaction tx) {
        tx.sql().execute("lock table owner_setup in exclusive mode");
    }

    static void insert(Transaction tx, byte[] hash) {
        tx.sql()
                .createUpdate(
                        "insert into owner_setup (token_hash, created_at) values (:hash, :now)")
                .bind("hash", hash)
                .bind("now", tx.now())
                .execute();
    }

    static boolean exists(Transaction tx, byte[] hash) {
        return tx.sql()
                .createQuery("select exists (select from owner_setup where token_hash = :hash)")
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .one();
    }

    static void redeem(Transaction tx, byte[] hash) {
        tx.sql()
                .createUpdate("update owner_setup set redeemed_at = :now where token_hash = :hash")
                .bind("now", tx.now())
                .bind("hash", hash)
                .execute();
    }
}
