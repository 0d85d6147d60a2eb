package dev.maestro.postgres;

import java.nio.file.Path;

/** Another program uses the directory and did not leave in time. */
public final class PostgresInUse extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    PostgresInUse(Path directory) {
        super(
                "another program uses the database in %s: probably a Studio that runs already"
                        .formatted(directory));
    }
}
