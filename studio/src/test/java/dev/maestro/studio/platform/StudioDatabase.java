package dev.maestro.studio.platform;

import dev.maestro.testkit.TestDatabase;
import java.time.InstantSource;
import java.util.UUID;

/**
 * The studio's database for tests: migrated once a JVM, fresh for each caller. For the tests of
 * every room.
 */
public final class StudioDatabase {

    private StudioDatabase() {}

    /** A migrated database with nothing in it; the caller closes what it opens on it. */
    public static TestDatabase fresh() {
        return TestDatabase.fresh(
                "studio", empty -> Database.open(config(empty), InstantSource.system()).close());
    }

    /** {@link #fresh} and opened. */
    public static Database open(InstantSource clock) {
        return Database.open(config(fresh()), clock);
    }

    public static DatabaseConfig config(TestDatabase database) {
        return DatabaseConfig.of(database.url(), database.user(), database.password());
    }

    /** A project in a workspace of its own, with all that the schema asks for. */
    public static UUID project(Database database) {
        UUID project = UUID.randomUUID();
        UUID workspace = UUID.randomUUID();
        UUID user = UUID.randomUUID();
        database.inTransactionDo(tx -> {
            tx.sql()
                    .createUpdate(
                            """
                            insert into app_user (id, email, name, password_hash, created_at)
                            values (:user, :user || '@example.org', 'Ada', 'x', :now)
                            """)
                    .bind("user", user)
                    .bind("now", tx.now())
                    .execute();
            tx.sql()
                    .createUpdate(
                            """
                            insert into workspace (id, slug, name, created_at)
                            values (:workspace, :slug, 'Work', :now)
                            """)
                    .bind("workspace", workspace)
                    .bind("slug", word(workspace))
                    .bind("now", tx.now())
                    .execute();
            tx.sql()
                    .createUpdate(
                            """
                            insert into project (id, workspace_id, slug, name, remote_key, remote_url,
                                   base_branch, created_by, created_at)
                            values (:project, :workspace, :slug, 'Project', 'local:/' || :project, '/',
                                   'main', :user, :now)
                            """)
                    .bind("project", project)
                    .bind("workspace", workspace)
                    .bind("slug", word(project))
                    .bind("user", user)
                    .bind("now", tx.now())
                    .execute();
        });
        return project;
    }

    private static String word(UUID id) {
        return "p" + id.toString().substring(0, 8);
    }
}
