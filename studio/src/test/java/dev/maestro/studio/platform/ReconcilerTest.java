package dev.maestro.studio.platform;

import static dev.maestro.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ReconcilerTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void sweepsAtTheStartAndWhenWoken() throws Exception {
        Semaphore sweeps = new Semaphore(0);
        try (Reconciler loop = Reconciler.start("loop", NEVER, sweeps::release)) {
            sweeps.acquire();

            loop.wake();

            sweeps.acquire();
        }
    }

    @Test
    void sweepsNowAndThenAnyway() throws Exception {
        Semaphore sweeps = new Semaphore(0);
        try (Reconciler _ = Reconciler.start("loop", Duration.ofMillis(1), sweeps::release)) {
            sweeps.acquire(5);
        }
    }

    @Test
    void makesOneMoreSweepOfManyWakesDuringASweep() throws Exception {
        AtomicInteger sweeps = new AtomicInteger();
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        try (Reconciler loop =
                Reconciler.start(
                        "loop",
                        NEVER,
                        () -> {
                            sweeps.incrementAndGet();
                            begun.release();
                            mayEnd.acquire();
                        })) {
            begun.acquire();
            for (int i = 0; i < 1000; i++) {
                loop.wake();
            }
            mayEnd.release();
            begun.acquire();
            mayEnd.release(2);

            loop.wake();
            begun.acquire();

            assertThat(sweeps).hasValue(3);
            mayEnd.release();
        }
    }

    @Test
    void goesOnAfterExceptionsAndErrors() throws Exception {
        AtomicInteger sweeps = new AtomicInteger();
        CountDownLatch recovered = new CountDownLatch(1);
        try (Reconciler _ =
                Reconciler.start(
                        "loop",
                        NEVER,
                        () -> {
                            switch (sweeps.incrementAndGet()) {
                                case 1 -> throw new IllegalStateException("the first one");
                                case 2 -> throw new AssertionError("the second one");
                                default -> recovered.countDown();
                            }
                        })) {
            recovered.await();
        }
    }

    @Test
    void isNotHurriedByWakesWhileItFails() throws Exception {
        CountDownLatch third = new CountDownLatch(3);
        long begin = System.nanoTime();
        try (Reconciler loop =
                Reconciler.start(
                        "loop",
                        NEVER,
                        () -> {
                            third.countDown();
                            throw new IllegalStateException("always");
                        })) {
            while (third.getCount() > 0) {
                loop.wake();
            }
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(295));
    }

    @Test
    void endsWhenClosedAfterTheSweepThatRuns() {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Reconciler loop =
                Reconciler.start(
                        "loop",
                        Duration.ofNanos(1),
                        () -> {
                            begun.incrementAndGet();
                            Thread.onSpinWait();
                            ended.incrementAndGet();
                        });
        eventually(begun::get, sweeps -> sweeps > 3);

        loop.close();

        int atTheEnd = begun.get();
        assertThat(ended).hasValue(atTheEnd);
        loop.wake();
        loop.close();
        assertThat(begun).hasValue(atTheEnd);
    }
}
