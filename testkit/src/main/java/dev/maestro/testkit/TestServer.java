package dev.maestro.testkit;

import dev.maestro.postgres.EmbeddedPostgres;
import dev.maestro.postgres.EmbeddedPostgresConfig;
import dev.maestro.postgres.PostgresInUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The one PostgreSQL of this JVM's tests. Its directory is one of a few that tests take in turn, so
 * that only the first run ever has to create one, and a server left by a killed test is found and
 * used again.
 */
final class TestServer {

    private static final int DIRECTORIES = 64;

    private final EmbeddedPostgres postgres;
    private final AtomicInteger count = new AtomicInteger();
    private final Set<String> templates = new HashSet<>();

    private TestServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Tests of one JVM share it, whatever their class loader's owner: hence the static holder. */
    private static final class Holder {
        static final TestServer SERVER = start();
    }

    static TestServer shared() {
        return Holder.SERVER;
    }

    /** A copy of the template, which is made and filled when it is asked for the first time. */
    TestDatabase fresh(String template, Consumer<TestDatabase> fill) {
        String source = "template_" + template;
        synchronized (templates) {
            if (!templates.contains(source)) {
                tell("create database " + source);
                fill.accept(database(source));
                templates.add(source);
            }
            String name = "test_" + count.incrementAndGet();
            tell("create database %s template %s".formatted(name, source));
            return database(name);
        }
    }

    void drop(String database) {
        tell("drop database if exists %s with (force)".formatted(database));
    }

    private TestDatabase database(String name) {
        return new TestDatabase(
                this, name, postgres.jdbcUrl(name), postgres.user(), postgres.password());
    }

    private static TestServer start() {
        Path root = directory();
        EmbeddedPostgresConfig config =
                EmbeddedPostgresConfig.forTests().binariesIn(root).waitingForOthers(Duration.ZERO);
        for (int number = 0; number < DIRECTORIES; number++) {
            try {
                EmbeddedPostgres postgres =
                        EmbeddedPostgres.start(root.resolve("server-" + number), config);
                Runtime.getRuntime()
                        .addShutdownHook(
                                Thread.ofPlatform()
                                        .name("stop of the test database")
                                        .unstarted(postgres::close));
                TestServer server = new TestServer(postgres);
                server.dropWhatFormerTestsLeft();
                return server;
            } catch (PostgresInUse e) {
                continue;
            }
        }
        throw new IllegalStateException("all test databases are in use below " + root);
    }

    private static Path directory() {
        Path path =
                Path.of(
                        System.getProperty("java.io.tmpdir", "/tmp"),
                        "maestro-tests-" + System.getProperty("user.name", "anybody"));
        try {
            if (!Files.isDirectory(path)) {
                Files.createDirectories(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx--x--x")));
            }
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void dropWhatFormerTestsLeft() {
        List<String> left = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select datname from pg_database"
                                        + " where datname ~ '^(test|template)_'")) {
            while (rows.next()) {
                left.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the test database does not answer", e);
        }
        left.forEach(this::drop);
    }

    private void tell(String command) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refuses: " + command, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl("postgres"), postgres.user(), postgres.password());
    }
}
