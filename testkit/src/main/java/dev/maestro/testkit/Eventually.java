package dev.maestro.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/**
 * Waits for what other threads or programs do. The limit of 30 s only says that a test hangs; it is
 * no expectation.
 */
public final class Eventually {

    private static final Duration HANG = Duration.ofSeconds(30);

    private Eventually() {}

    /** Until the assertions hold. */
    public static void eventually(ThrowingRunnable assertions) {
        waiting().untilAsserted(assertions);
    }

    /** Until the value is as wanted, and returns it. */
    public static <T> T eventually(Callable<T> value, Predicate<? super T> wanted) {
        return waiting().until(value, wanted::test);
    }

    private static ConditionFactory waiting() {
        return Awaitility.await()
                .atMost(HANG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10));
    }
}
