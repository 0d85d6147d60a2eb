package dev.maestro.studio.identity;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing: after ten wrong passwords for one address it is closed for ten minutes after
 * the first of them. Kept in memory, for the ten thousand addresses tried last. Any thread may use
 * it.
 */
final class SignInLimit {

    static final int ATTEMPTS = 10;
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int ADDRESSES = 10_000;

    private record Failures(Instant since, int count) {}

    private final InstantSource clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > ADDRESSES;
                }
            };

    SignInLimit(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt as failed until {@link #succeeded} takes it back, so that attempts at the
     * same time count too.
     *
     * @throws Refused {@code rate_limited} with {@code retry_after_ms}
     */
    synchronized void attempt(String email) {
        Instant now = clock.instant();
        @Nullable Failures known = failures.remove(email);
        Failures current =
                known == null || !now.isBefore(known.since().plus(WINDOW))
                        ? new Failures(now, 0)
                        : known;
        failures.put(email, new Failures(current.since(), Math.min(ATTEMPTS, current.count() + 1)));
        if (current.count() >= ATTEMPTS) {
            Duration wait = Duration.between(now, current.since().plus(WINDOW));
            throw new Refused(
                    RefusalCode.RATE_LIMITED,
                    "too many wrong passwords for this address: try again in %d minutes"
                            .formatted(wait.toMinutes() + 1),
                    Map.of("retry_after_ms", wait.toMillis()));
        }
    }

    synchronized void succeeded(String email) {
        failures.remove(email);
    }
}
