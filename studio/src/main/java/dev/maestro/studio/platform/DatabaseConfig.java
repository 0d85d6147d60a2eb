package dev.maestro.studio.platform;

import java.time.Duration;
import java.util.Properties;

/**
 * How to reach the database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://…}
 * @param user may be empty when the URL names it, and so may the password
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

    /** As the driver wants them; what is empty is left to the URL. */
    Properties credentials() {
        Properties credentials = new Properties();
        if (!user.isEmpty()) {
            credentials.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            credentials.setProperty("password", password);
        }
        return credentials;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "%s, at most %d connections".formatted(jdbcUrl.replaceAll("\\?.*", ""), connections);
    }
}
