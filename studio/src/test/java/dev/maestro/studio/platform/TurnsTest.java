package dev.maestro.studio.platform;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    private final Database database = StudioDatabase.open(InstantSource.system());
    private final Turns first = Turns.open(database);
    private final Turns second = Turns.open(database);

    @AfterEach
    void close() {
        first.close();
        second.close();
        database.close();
    }

    @Test
    void whoAsksFirstHasTheTurnUntilItEnds() {
        assertThat(first.mine("merge")).isTrue();
        assertThat(second.mine("merge")).isFalse();
        assertThat(first.mine("merge")).isTrue();
        assertThat(second.mine("review")).isTrue();

        first.close();

        eventually(() -> assertThat(second.mine("merge")).isTrue());
        assertThat(first.mine("merge")).isFalse();
    }

    @Test
    void whoLosesTheDatabaseLosesTheTurn() {
        assertThat(first.mine("merge")).isTrue();

        database.inTransactionDo(tx ->
                tx.sql()
                        .execute(
                                """
                                select pg_terminate_backend(pid) from pg_locks
                                 where locktype = 'advisory' and pid <> pg_backend_pid()
                                """));

        eventually(() -> assertThat(second.mine("merge")).isTrue());
        assertThat(first.mine("merge")).isFalse();
    }
}
