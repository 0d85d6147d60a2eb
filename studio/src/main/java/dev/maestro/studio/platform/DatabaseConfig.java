package dev.maestro.studio.platform;

import java.time.Duration;

/**
 * How to reach the database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…}
 * @param connections the most connections the pool opens; the event relay and the jobs have theirs
 *     from it too, but for the one on which the relay listens
 * @param patience how long a transaction waits for a free connection before it fails
 */
public record DatabaseConfig(
        String jdbcUrl, String user, String password, int connections, Duration patience) {

    public DatabaseConfig {
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("a database URL starts with jdbc:postgresql:");
        }
        if (connections < 2) {
            throw new IllegalArgumentException("at least 2 connections are needed: " + connections);
        }
    }

    /** Sixteen connections and ten seconds of patience. */
    public static DatabaseConfig of(String jdbcUrl, String user, String password) {
        return new DatabaseConfig(jdbcUrl, user, password, 16, Duration.ofSeconds(10));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s as %s, at most %d connections".formatted(jdbcUrl, user, connections);
    }
}
