package dev.maestro.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL server of our own in a directory of our own. When the program that started it dies,
 * however it dies, the server goes on; the next start takes it over. One program at a time may use
 * a directory. Any thread may use it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final String DATABASE = "maestro";

    private final FileMutex inUse;
    private final Server server;
    private final Cluster cluster;
    private final int port;

    private EmbeddedPostgres(FileMutex inUse, Server server, Cluster cluster, int port) {
        this.inUse = inUse;
        this.server = server;
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Unpacks, creates and starts what is not there yet, below {@code dataRoot/postgres}. The port
     * stays the same from start to start as long as nobody else takes it.
     *
     * @throws PostgresInUse when another program uses the directory and does not leave in time
     * @throws PostgresFailed when it does not come up; the message holds the end of its log
     */
    public static EmbeddedPostgres start(Path dataRoot, EmbeddedPostgresConfig config) {
        Path home = directory(dataRoot.resolve("postgres"));
        FileMutex inUse =
                FileMutex.take(home.resolve("in-use.lock"), config.lockPatience())
                        .orElseThrow(() -> new PostgresInUse(home));
        try {
            Account account = Account.choose();
            Binaries binaries =
                    Binaries.unpackInto(
                            config.binaries().map(EmbeddedPostgres::directory).orElse(home));
            Cluster cluster = Cluster.open(home, binaries, account, config.durable());
            Server server = new Server(home, cluster.data(), binaries, account, config);
            Postmaster postmaster = server.run();
            EmbeddedPostgres postgres =
                    new EmbeddedPostgres(inUse, server, cluster, postmaster.port());
            postgres.createDatabase();
            return postgres;
        } catch (RuntimeException e) {
            inUse.close();
            throw e;
        }
    }

    /** Of the one database made for us, to be used with {@link #user} and {@link #password}. */
    public String jdbcUrl() {
        return jdbcUrl(DATABASE);
    }

    /** Of another database of the same server. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /** May do everything in this server. */
    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return cluster.password();
    }

    public int port() {
        return port;
    }

    /**
     * Stops the server: open transactions are rolled back. Returns when it is gone and another
     * program may start it.
     */
    @Override
    public void close() {
        try {
            server.stop();
        } finally {
            inUse.close();
        }
    }

    private void createDatabase() {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl("postgres"), user(), password());
                Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet rows =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                there = rows.next();
            }
            if (!there) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new PostgresFailed("PostgreSQL runs on port " + port + " but does not answer", e);
        }
    }

    private static Path directory(Path path) {
        try {
            return Files.createDirectories(path).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the directory " + path, e);
        }
    }
}
