package dev.maestro.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * A database that belongs to one test class or one test. The server behind it is shared by the
 * tests of a JVM, starts with the first of them and stops with the JVM. Any thread may use it.
 */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;
    private final String url;
    private final String user;
    private final String password;

    TestDatabase(TestServer server, String name, String url, String user, String password) {
        this.server = server;
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * A new copy of the template. A copy takes some hundredths of a second, so the migration is
     * paid once a JVM.
     *
     * @param template lower-case letters, digits and underscores
     * @param fill migrates the empty template the first time; it must close its connections
     */
    public static TestDatabase fresh(String template, Consumer<TestDatabase> fill) {
        return TestServer.shared().fresh(template, fill);
    }

    /** A new database with nothing in it. */
    public static TestDatabase empty() {
        return fresh("empty", _ -> {});
    }

    /** For JDBC. */
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** The caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    /** Drops it with all connections to it. What is not closed is dropped by a later run. */
    @Override
    public void close() {
        server.drop(name);
    }
}
