package dev.maestro.studio.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The one way to the database: a transaction is a block. What is published in the block is stored
 * with it and leaves after the commit, or not at all. Any thread may use it. A block inside a block
 * of the same thread is a mistake and is refused: it would hold one connection while it waits for
 * another.
 */
public final class Database implements AutoCloseable {

    private final HikariDataSource pool;
    private final Jdbi pooled;
    private final Jdbi outside;
    private final InstantSource clock;
    private final ThreadLocal<Transaction> current = new ThreadLocal<>();

    private Database(HikariDataSource pool, Jdbi outside, InstantSource clock) {
        this.pool = pool;
        this.pooled = configured(Jdbi.create(pool));
        this.outside = outside;
        this.clock = clock;
    }

    /**
     * Connects and brings the schema up to this version; two studios that do so at once wait for
     * each other.
     */
    public static Database open(DatabaseConfig config, InstantSource clock) {
        HikariDataSource pool = new HikariDataSource(poolConfig(config));
        try {
            Flyway.configure()
                    .dataSource(pool)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            Jdbi outside = configured(Jdbi.create(config.jdbcUrl(), config.credentials()));
            return new Database(pool, outside, clock);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Runs the block in a transaction of its own and commits when it returns; rolls back when it
     * throws, and throws the same.
     */
    public <T> T inTransaction(Function<Transaction, T> block) {
        return run(false, block);
    }

    /** As {@link #inTransaction}, for a block without an answer. */
    public void inTransactionDo(Consumer<Transaction> block) {
        inTransaction(tx -> {
            block.accept(tx);
            return true;
        });
    }

    /** Runs the block in a read-only transaction, which PostgreSQL enforces. */
    public <T> T reading(Function<Transaction, T> block) {
        return run(true, block);
    }

    private <T> T run(boolean readOnly, Function<Transaction, T> block) {
        if (current.get() != null) {
            throw new IllegalStateException(
                    "a transaction inside a transaction: pass the outer one on instead");
        }
        Transaction tx;
        T result;
        try (Handle handle = pooled.open()) {
            if (readOnly) {
                handle.setReadOnly(true);
            }
            tx = new Transaction(handle, clock.instant(), readOnly);
            current.set(tx);
            try {
                result =
                        handle.inTransaction(_ -> {
                            T answer = block.apply(tx);
                            tx.storeEvents();
                            return answer;
                        });
            } finally {
                current.remove();
            }
        }
        tx.committed();
        return result;
    }

    /** The time, as transactions read it. */
    public Instant now() {
        return clock.instant();
    }

    /** The pool, for libraries that open their own transactions (the jobs). */
    DataSource pool() {
        return pool;
    }

    InstantSource clock() {
        return clock;
    }

    /** A connection for the one thread that listens for news all its life; the caller closes it. */
    Handle openOutsideThePool() {
        return outside.open();
    }

    /** Closes all connections; transactions that are still open fail and are rolled back. */
    @Override
    public void close() {
        pool.close();
    }

    private static Jdbi configured(Jdbi jdbi) {
        jdbi.installPlugin(new PostgresPlugin());
        RecordMapping.install(jdbi);
        return jdbi;
    }

    private static HikariConfig poolConfig(DatabaseConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("database");
        hikari.setJdbcUrl(config.jdbcUrl());
        hikari.setDataSourceProperties(config.credentials());
        hikari.setMaximumPoolSize(config.connections());
        hikari.setMinimumIdle(Math.min(2, config.connections()));
        hikari.setConnectionTimeout(config.patience().toMillis());
        hikari.addDataSourceProperty("ApplicationName", "maestro-studio");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        return hikari;
    }
}
