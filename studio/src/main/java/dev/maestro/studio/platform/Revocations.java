package dev.maestro.studio.platform;

/**
 * How often a right was taken away from somebody. The number grows in the transaction that takes it
 * away, so that who sees a new number sees also what has changed; on every studio of a database.
 */
public final class Revocations {

    private Revocations() {}

    public static long number(Database database) {
        return database.reading(tx ->
                tx.sql().createQuery("select number from revocation").mapTo(Long.class).one());
    }

    static void count(Transaction tx) {
        tx.sql().execute("update revocation set number = number + 1");
    }
}
