package dev.maestro.studio.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.json.Json;
import dev.maestro.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class DatabaseTest {

    private static final SettableClock CLOCK = SettableClock.monday();

    private static Database database;

    enum Mood {
        GOOD,
        BAD
    }

    record WordId(UUID value) {}

    record Word(
            WordId id,
            String text,
            Mood mood,
            List<String> tags,
            Optional<Instant> leaseUntil,
            Instant at,
            long count) {}

    @BeforeAll
    static void open() {
        database = StudioDatabase.open(CLOCK);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void givesNumbersWithoutGapsUnderEightWritersOfWhomManyRollBack() throws Exception {
        UUID one = StudioDatabase.project(database);
        UUID two = StudioDatabase.project(database);
        int transactions = 100;
        Callable<Integer> writer =
                () -> {
                    Random random = new Random(Thread.currentThread().threadId());
                    int committed = 0;
                    for (int i = 0; i < transactions; i++) {
                        committed += publishSome(one, two, random);
                    }
                    return committed;
                };

        int committed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : threads.invokeAll(Collections.nCopies(8, writer))) {
                committed += each.get();
            }
        }

        assertThat(committed).isBetween(100, 8 * transactions - 100);
        List<Long> numbersOfOne = numbers(one);
        List<Long> numbersOfTwo = numbers(two);
        assertThat(numbersOfOne).hasSize(2 * committed).isEqualTo(counting(2 * committed));
        assertThat(numbersOfTwo).hasSize(committed).isEqualTo(counting(committed));
        assertThat(lastSeq(one)).isEqualTo(2L * committed);
    }

    private static int publishSome(UUID one, UUID two, Random random) {
        boolean fails = random.nextInt(3) == 0;
        try {
            database.inTransactionDo(tx -> {
                boolean twoFirst = random.nextBoolean();
                tx.publish(ProjectEvent.of(twoFirst ? two : one, "task.changed", new Said(1)));
                tx.publish(ProjectEvent.of(twoFirst ? one : two, "task.changed", new Said(2)));
                tx.publish(ProjectEvent.of(one, "task.changed", new Said(3)));
                if (tx.sql().createQuery("select 1").mapTo(int.class).one() == 1 && fails) {
                    throw new IllegalArgumentException("changed its mind");
                }
            });
            return 1;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    @Test
    void keepsNothingOfABlockThatFailsAndThrowsTheSame() {
        UUID project = StudioDatabase.project(database);
        List<String> woken = new ArrayList<>();
        IllegalArgumentException mind = new IllegalArgumentException("changed its mind");

        assertThatThrownBy(() ->
                        database.inTransactionDo(tx -> {
                            tx.publish(ProjectEvent.of(project, "task.done", new Said(1)));
                            tx.afterCommit(() -> woken.add("now"));
                            throw mind;
                        }))
                .isSameAs(mind);

        assertThat(numbers(project)).isEmpty();
        assertThat(woken).isEmpty();
    }

    @Test
    void wakesAfterTheCommitWhenAnotherConnectionSeesIt() {
        UUID project = StudioDatabase.project(database);
        List<Long> seen = new ArrayList<>();

        database.inTransactionDo(tx -> {
            tx.publish(ProjectEvent.of(project, "task.done", new Said(1)));
            tx.afterCommit(() -> {
                throw new IllegalStateException("logged only");
            });
            tx.afterCommit(() -> seen.addAll(numbers(project)));
        });

        assertThat(seen).containsExactly(1L);
    }

    @Test
    void storesWhomAnEventIsAboutWhereTheDataDoesNotSay() {
        UUID project = StudioDatabase.project(database);
        UUID task = UUID.randomUUID();
        UUID run = UUID.randomUUID();
        UUID said = UUID.randomUUID();

        database.inTransactionDo(tx ->
                tx.publish(
                        ProjectEvent.of(project, "run.started", Map.of("run_id", said))
                                .task(task)
                                .run(run)));

        String data =
                database.reading(tx ->
                        tx.sql()
                                .createQuery(
                                        "select cast(data as text) from project_event where project_id = :id")
                                .bind("id", project)
                                .mapTo(String.class)
                                .one());
        StoredEvent event = new StoredEvent(1, project, 1, "run.started", CLOCK.instant(), data);
        assertThat(event.taskId()).contains(task);
        assertThat(event.runId()).contains(said);
        assertThat(event.planId()).isEmpty();
        assertThat(Json.tree(data)).hasSize(2);
    }

    @Test
    void refusesNewsOfAProjectThatDoesNotExistAndOfAReadingBlock() {
        ProjectEvent event = ProjectEvent.of(UUID.randomUUID(), "task.done", new Said(1));

        assertThatThrownBy(() -> database.inTransactionDo(tx -> tx.publish(event)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(event.projectId().toString());
        assertThatThrownBy(() ->
                        database.reading(tx -> {
                            tx.publish(event);
                            return 1;
                        }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotWriteInAReadingBlockAndWritesAgainAfterIt() {
        assertThatThrownBy(() ->
                        database.reading(tx -> tx.sql().execute("create table never (x int)")))
                .isInstanceOf(JdbiException.class)
                .hasMessageContaining("read-only");

        for (int i = 0; i < 20; i++) {
            database.inTransactionDo(
                    tx -> tx.sql().execute("create temporary table t (x int) on commit drop"));
        }
    }

    @Test
    void refusesATransactionInsideATransaction() {
        assertThatThrownBy(() -> database.inTransactionDo(_ -> database.inTransactionDo(_ -> {})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside");
        database.inTransactionDo(_ -> {});
    }

    @Test
    void mapsRowsToRecordsByNameAndRecordsOfOneComponentToColumns() {
        Word word =
                new Word(
                        new WordId(UUID.randomUUID()),
                        "hello",
                        Mood.BAD,
                        List.of("a", "b"),
                        Optional.empty(),
                        CLOCK.instant(),
                        3);

        Word read =
                database.inTransaction(tx -> {
                    tx.sql()
                            .execute(
                                    """
                                    create temporary table word (id uuid, text text, mood text, tags text[],
                                      lease_until timestamptz, at timestamptz, count bigint) on commit drop
                                    """);
                    tx.sql()
                            .createUpdate(
                                    """
                                    insert into word
                                    values (:id, :text, :mood, :tags, :leaseUntil, :at, :count)
                                    """)
                            .bind("id", word.id())
                            .bind("text", word.text())
                            .bind("mood", word.mood())
                            .bindArray("tags", String.class, word.tags())
                            .bind("leaseUntil", word.leaseUntil())
                            .bind("at", tx.now())
                            .bind("count", word.count())
                            .execute();
                    return tx.sql()
                            .createQuery("select * from word where id = :id")
                            .bind("id", word.id())
                            .mapTo(Word.class)
                            .one();
                });

        assertThat(read).isEqualTo(word);
    }

    @Test
    void tellsWhichLawOfTheSchemaWasBroken() {
        assertThatThrownBy(() ->
                        database.inTransactionDo(tx ->
                                tx.sql()
                                        .execute(
                                                "insert into app_user values (gen_random_uuid(), 'NO', 'n', 'x', now())")))
                .satisfies(failure ->
                        assertThat(Violation.of(failure))
                                .contains("an_email_is_written_in_lower_case"));
        assertThat(Violation.of(new IllegalStateException())).isEmpty();
    }

    @Test
    void answersADoorWithNewsInAFewMilliseconds() {
        UUID project = StudioDatabase.project(database);
        int times = 300;
        long fastest = Long.MAX_VALUE;
        long begin = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long before = System.nanoTime();
            database.inTransactionDo(
                    tx -> tx.publish(ProjectEvent.of(project, "task.done", new Said(1))));
            fastest = Math.min(fastest, System.nanoTime() - before);
        }

        System.out.printf(
                "a transaction with one event: fastest %d us, mean %d us%n",
                fastest / 1000, (System.nanoTime() - begin) / times / 1000);
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(5));
    }

    private static List<Long> numbers(UUID project) {
        return database.reading(tx ->
                tx.sql()
                        .createQuery(
                                "select seq from project_event where project_id = :id order by seq")
                        .bind("id", project)
                        .mapTo(Long.class)
                        .list());
    }

    private static long lastSeq(UUID project) {
        return database.reading(tx ->
                tx.sql()
                        .createQuery("select last_seq from project where id = :id")
                        .bind("id", project)
                        .mapTo(Long.class)
                        .one());
    }

    private static List<Long> counting(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
