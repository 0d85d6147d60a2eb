package dev.maestro.studio.platform;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.testkit.SettableClock;
import dev.maestro.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class JobsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SettableClock clock = SettableClock.monday();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private TestDatabase test;
    private Database database;

    @BeforeEach
    void open() {
        test = StudioDatabase.fresh();
        database = Database.open(StudioDatabase.config(test), clock);
    }

    @AfterEach
    void close() {
        database.close();
        test.close();
    }

    @Test
    void runsAnInstanceOnceWhenItsTimeHasCome() {
        try (Jobs jobs = resume()) {
            schedule(jobs, "run-1", clock.instant().plus(HOUR));
            schedule(jobs, "run-2", clock.instant());
            eventually(() -> assertThat(done).containsExactly("run-2"));

            clock.passes(HOUR);

            eventually(() -> assertThat(done).containsExactly("run-2", "run-1"));
            eventually(() -> assertThat(stored()).isZero());
        }
    }

    @Test
    void remembersWhatIsDueOverARestart() {
        try (Jobs jobs = resume()) {
            schedule(jobs, "run-1", clock.instant().plus(HOUR));
        }
        clock.passes(HOUR);

        try (Jobs _ = resume()) {
            eventually(() -> assertThat(done).containsExactly("run-1"));
        }
    }

    @Test
    void takesTheLastTimeWhenScheduledAgain() {
        try (Jobs jobs = resume()) {
            schedule(jobs, "run-1", clock.instant().plus(HOUR));
            schedule(jobs, "run-1", clock.instant().plus(HOUR));
            assertThat(stored()).isEqualTo(1);

            schedule(jobs, "run-1", clock.instant());

            eventually(() -> assertThat(done).containsExactly("run-1"));
        }
    }

    @Test
    void forgetsWhatIsCancelledAndWhatWasRolledBack() {
        try (Jobs jobs = resume()) {
            schedule(jobs, "run-1", clock.instant().plus(HOUR));
            database.inTransactionDo(tx -> jobs.cancel(tx, "resume", "run-1"));
            assertThatThrownBy(() ->
                            database.inTransactionDo(tx -> {
                                jobs.schedule(tx, "resume", "run-2", tx.now());
                                throw new IllegalStateException("no");
                            }))
                    .hasMessage("no");

            assertThat(stored()).isZero();
        }
    }

    @Test
    void runsOnceMoreWhatIsScheduledWhileItRuns() throws Exception {
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        Jobs.Work slow =
                instance -> {
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                    done.add(instance);
                };
        try (Jobs jobs = Jobs.on(database).job("resume", slow).start()) {
            schedule(jobs, "run-1", clock.instant());
            begun.acquire();
            schedule(jobs, "run-1", clock.instant().plus(HOUR));
            mayEnd.release(2);
            eventually(() -> assertThat(done).hasSize(1));
            assertThat(stored()).isEqualTo(1);

            clock.passes(HOUR);

            eventually(() -> assertThat(done).hasSize(2));
        }
    }

    @Test
    void triesAgainLaterWhatFailed() {
        AtomicInteger tries = new AtomicInteger();
        Jobs.Work moody =
                instance -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("not in the mood");
                    }
                    done.add(instance);
                };
        try (Jobs jobs = Jobs.on(database).job("resume", moody).start()) {
            schedule(jobs, "run-1", clock.instant());
            eventually(tries::get, times -> times == 1);

            eventually(() -> {
                clock.passes(Duration.ofSeconds(1));
                assertThat(done).containsExactly("run-1");
            });
        }
    }

    @Test
    void repeatsARecurringJob() {
        AtomicInteger times = new AtomicInteger();
        try (Jobs _ = Jobs.on(database).every("reap", HOUR, times::incrementAndGet).start()) {
            eventually(times::get, count -> count == 1);

            eventually(() -> {
                clock.passes(HOUR);
                assertThat(times.get()).isGreaterThan(1);
            });
        }
    }

    @Test
    void refusesAJobNobodyRegisteredAndANameTwice() {
        try (Jobs jobs = resume()) {
            assertThatThrownBy(() ->
                            database.inTransactionDo(
                                    tx -> jobs.schedule(tx, "resum", "run-1", tx.now())))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() ->
                        Jobs.on(database).job("resume", done::add).every("resume", HOUR, () -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    private Jobs resume() {
        return Jobs.on(database).job("resume", done::add).start();
    }

    private void schedule(Jobs jobs, String instance, Instant at) {
        database.inTransactionDo(tx -> jobs.schedule(tx, "resume", instance, at));
    }

    private int stored() {
        return database.reading(tx ->
                tx.sql()
                        .createQuery("select count(*) from scheduled_tasks")
                        .mapTo(int.class)
                        .one());
    }
}
