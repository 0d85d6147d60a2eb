package dev.maestro.conformance;

import dev.maestro.conformance.point.Point;
import dev.maestro.conformance.point.Weight;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Deviation;
import dev.maestro.conformance.wire.Inbox;
import dev.maestro.conformance.wire.NotExamined;
import dev.maestro.conformance.wire.Target;
import dev.maestro.conformance.wire.Visitor;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Examines one server, a point after the other, each in bounded time. For one thread. What a point
 * finds concerns no other: each has its own connections and names.
 */
public final class Exam implements AutoCloseable {

    /** A point may wait so many times for an answer before it is given up. */
    private static final int WAITS = 8;

    /** What a slow point may take: servers are silent for two minutes before they ask. */
    private static final Duration SLOW = Duration.ofMinutes(5);

    private final Desk.Room room;
    private final Duration limit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param patience how long one answer may take
     * @param limit how long all may take; points after that are not examined
     */
    public Exam(
            Target target,
            Duration patience,
            Duration limit,
            Optional<Inbox> webhooks,
            Optional<Visitor> visitor) {
        byte[] run = new byte[4];
        RandomGenerator.of("SecureRandom").nextBytes(run);
        this.limit = limit;
        this.room =
                new Desk.Room(
                        target,
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .connectTimeout(patience)
                                .build(),
                        patience,
                        InstantSource.system(),
                        HexFormat.of().formatHex(run),
                        new AtomicInteger(),
                        new ConcurrentSkipListSet<>(),
                        webhooks,
                        visitor);
    }

    /**
     * @param news is told each mark when it is there
     */
    public Report sit(List<Point> points, Consumer<Mark> news) {
        long end = System.nanoTime() + limit.toNanos();
        List<Mark> marks = new ArrayList<>();
        for (Point point : points) {
            Mark mark =
                    System.nanoTime() < end
                            ? examine(point)
                            : new Mark(
                                    point,
                                    Outcome.SKIPPED,
                                    "not reached within %d s".formatted(limit.toSeconds()),
                                    Duration.ZERO);
            marks.add(mark);
            news.accept(mark);
        }
        return new Report(marks);
    }

    private Mark examine(Point point) {
        long begun = System.nanoTime();
        Future<String> seen = threads.submit(() -> examined(point));
        try {
            String saw = seen.get(most(point).toMillis(), TimeUnit.MILLISECONDS);
            return mark(point, Outcome.PASS, saw, begun);
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case NotExamined why ->
                        mark(point, Outcome.SKIPPED, String.valueOf(why.getMessage()), begun);
                case Deviation deviation ->
                        mark(point, Outcome.FAIL, String.valueOf(deviation.getMessage()), begun);
                case null, default ->
                        mark(point, Outcome.FAIL, String.valueOf(failed.getCause()), begun);
            };
        } catch (TimeoutException late) {
            seen.cancel(true);
            return mark(point, Outcome.FAIL, "this point took too long", begun);
        } catch (InterruptedException stopped) {
            seen.cancel(true);
            Thread.currentThread().interrupt();
            return mark(point, Outcome.SKIPPED, "the exam was stopped", begun);
        }
    }

    private Duration most(Point point) {
        return point.weight() == Weight.SLOW ? SLOW : room.patience().multipliedBy(WAITS);
    }

    private String examined(Point point) {
        try (Desk desk = new Desk(room)) {
            return point.trial().examine(desk);
        }
    }

    private static Mark mark(Point point, Outcome outcome, String seen, long begun) {
        return new Mark(point, outcome, seen, Duration.ofNanos(System.nanoTime() - begun));
    }

    @Override
    public void close() {
        threads.shutdownNow();
        room.http().shutdownNow();
    }
}
