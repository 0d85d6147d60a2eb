package dev.maestro.studio.platform;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.testkit.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class EventRelayTest {

    private TestDatabase test;
    private Database database;

    /** What a listener heard, per project and in order. */
    private static final class Heard implements EventListener {

        private final Map<UUID, List<Long>> numbers = new ConcurrentHashMap<>();

        @Override
        public void on(StoredEvent event) {
            numbers.computeIfAbsent(event.projectId(), _ -> new CopyOnWriteArrayList<>())
                    .add(event.seq());
        }

        List<Long> of(UUID project) {
            return List.copyOf(numbers.getOrDefault(project, List.of()));
        }
    }

    @BeforeEach
    void open() {
        test = StudioDatabase.fresh();
        database = Database.open(StudioDatabase.config(test), InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
        test.close();
    }

    @Test
    void tellsEveryListenerWhatLayThereAndWhatComes() {
        UUID project = StudioDatabase.project(database);
        publish(project, 1);
        Heard one = new Heard();
        Heard two = new Heard();

        try (EventRelay _ = EventRelay.start(database, List.of(one, two))) {
            eventually(() -> assertThat(two.of(project)).containsExactly(1L));
            publish(project, 2);
            eventually(() -> assertThat(two.of(project)).containsExactly(1L, 2L));
        }

        assertThat(one.of(project)).containsExactly(1L, 2L);
        assertThat(left()).isZero();
    }

    @Test
    void tellsEveryEventOnceAndInOrderAlsoWhenItIsRestartedInTheMiddle() throws Exception {
        List<UUID> projects =
                List.of(StudioDatabase.project(database), StudioDatabase.project(database));
        int each = 150;
        Heard heard = new Heard();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                UUID project = projects.get(writer % 2);
                writers.add(
                        threads.submit(() -> {
                            for (int i = 0; i < each; i++) {
                                publish(project, i);
                            }
                        }));
            }
            while (heard.of(projects.getFirst()).size() < 2 * each
                    || heard.of(projects.getLast()).size() < 2 * each) {
                int before =
                        heard.of(projects.getFirst()).size() + heard.of(projects.getLast()).size();
                try (EventRelay _ = EventRelay.start(database, List.of(heard))) {
                    eventually(
                            () ->
                                    heard.of(projects.getFirst()).size()
                                            + heard.of(projects.getLast()).size(),
                            now -> now >= Math.min(4 * each, before + 40));
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        for (UUID project : projects) {
            assertThat(heard.of(project))
                    .isEqualTo(LongStream.rangeClosed(1, 2L * each).boxed().toList());
        }
        assertThat(left()).isZero();
    }

    @Test
    void doesNotSkipASlowTransactionThatOthersOvertook() throws Exception {
        UUID slow = StudioDatabase.project(database);
        UUID quick = StudioDatabase.project(database);
        Heard heard = new Heard();
        CountDownLatch numbered = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (EventRelay _ = EventRelay.start(database, List.of(heard));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> overtaken =
                    threads.submit(() -> {
                        try (Handle handle = database.openOutsideThePool()) {
                            handle.useTransaction(_ -> {
                                new EventStore(handle)
                                        .append(
                                                List.of(
                                                        ProjectEvent.of(
                                                                slow, "task.done", new Said(1))),
                                                Instant.now());
                                numbered.countDown();
                                await(mayCommit);
                            });
                        }
                    });
            numbered.await();
            publish(quick, 1);
            eventually(() -> assertThat(heard.of(quick)).containsExactly(1L));
            assertThat(heard.of(slow)).isEmpty();

            mayCommit.countDown();

            eventually(() -> assertThat(heard.of(slow)).containsExactly(1L));
            overtaken.get();
        }
    }

    @Test
    void oneOfTwoRelaysWorksAndTheOtherLearnsThatThereIsNewsAndTakesOver() {
        UUID project = StudioDatabase.project(database);
        Heard first = new Heard();
        Heard second = new Heard();
        AtomicInteger woken = new AtomicInteger();
        EventRelay one = EventRelay.start(database, List.of(first));
        publish(project, 1);
        eventually(() -> assertThat(first.of(project)).containsExactly(1L));

        try (EventRelay _ = EventRelay.start(database, List.of(second), woken::incrementAndGet)) {
            publish(project, 2);
            eventually(() -> assertThat(first.of(project)).containsExactly(1L, 2L));
            eventually(() -> {
                publish(StudioDatabase.project(database), 1);
                assertThat(woken).hasPositiveValue();
            });
            one.close();
            publish(project, 3);

            eventually(() -> assertThat(second.of(project)).containsExactly(3L));
        }
    }

    @Test
    void goesOnWhenItsConnectionIsCut() {
        UUID project = StudioDatabase.project(database);
        Heard heard = new Heard();
        try (EventRelay _ = EventRelay.start(database, List.of(heard))) {
            publish(project, 1);
            eventually(() -> assertThat(heard.of(project)).containsExactly(1L));
            // Cut before it has crossed the event off, it would rightly tell it again.
            eventually(() -> assertThat(waiting(project)).isZero());

            int cut =
                    database.inTransaction(tx ->
                            tx.sql()
                                    .createQuery(
                                            """
                                            select count(pg_terminate_backend(pid)) from pg_locks
                                             where locktype = 'advisory'
                                               and database = (select oid from pg_database where datname = current_database())
                                            """)
                                    .mapTo(int.class)
                                    .one());
            publish(project, 2);

            assertThat(cut).isEqualTo(1);
            eventually(() -> assertThat(heard.of(project)).containsExactly(1L, 2L));
        }
    }

    private int waiting(UUID project) {
        return database.reading(tx ->
                tx.sql()
                        .createQuery("select count(*) from outbox where project_id = :project")
                        .bind("project", project)
                        .mapTo(int.class)
                        .one());
    }

    @Test
    void asksAFailingListenerAgainAndThenGoesOn() {
        UUID project = StudioDatabase.project(database);
        List<Long> asked = new CopyOnWriteArrayList<>();
        Heard heard = new Heard();
        EventListener moody =
                event -> {
                    asked.add(event.seq());
                    if (event.seq() == 1 || asked.size() == 4) {
                        throw new IllegalStateException("not in the mood");
                    }
                };

        try (EventRelay _ = EventRelay.start(database, List.of(moody, heard))) {
            publish(project, 1);
            publish(project, 2);

            eventually(() -> assertThat(heard.of(project)).containsExactly(1L, 2L));
            assertThat(asked).containsExactly(1L, 1L, 1L, 2L, 2L);
        }
    }

    @Test
    void letsAListenerOpenATransaction() {
        UUID project = StudioDatabase.project(database);
        Heard heard = new Heard();
        EventListener answering =
                event -> {
                    if (event.seq() == 1) {
                        publish(project, 2);
                    }
                };

        try (EventRelay _ = EventRelay.start(database, List.of(answering, heard))) {
            publish(project, 1);

            eventually(() -> assertThat(heard.of(project)).containsExactly(1L, 2L));
        }
    }

    private void publish(UUID project, int number) {
        database.inTransactionDo(
                tx -> tx.publish(ProjectEvent.of(project, "task.changed", new Said(number))));
    }

    private int left() {
        return database.reading(
                tx -> tx.sql().createQuery("select count(*) from outbox").mapTo(int.class).one());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
