package dev.maestro.client.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.protocol.RefusalCode;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconnectionTest {

    private static final Backoff BACKOFF = Backoff.OF_THE_CONTRACT;

    /** Draws the highest or lowest number there is. */
    private static RandomGenerator draws(boolean highest) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public long nextLong(long bound) {
                return highest ? bound - 1 : 0;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "2, 2000",
        "3, 4000",
        "4, 8000",
        "5, 16000",
        "6, 30000",
        "7, 30000",
        "99, 30000"
    })
    void pausesBetweenNothingAndTheDoubledBaseButNeverMoreThanThirtySeconds(
            int failures, long millis) {
        assertThat(BACKOFF.pause(failures, draws(true))).isEqualTo(Duration.ofMillis(millis));
        assertThat(BACKOFF.pause(failures, draws(false))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 2, 2000",
        "1006, 1, 1000",
        "1009, 3, 4000",
        "4100, 2, 2000",
        "4199, 9, 30000",
        "4200, 1, 0",
        "4201, 1, 0",
        "4299, 1, 0",
        "4200, 2, 2000"
    })
    void comesBackAfterTheseCloseCodes(int code, int failures, long millis) {
        assertThat(
                        Reconnection.after(
                                new Ending.Closed(code, "gone"), failures, BACKOFF, draws(true)))
                .isEqualTo(new Reconnection.After(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({"4000", "4001", "4004", "4007", "4009", "4099", "4300"})
    void staysAwayAfterTheseCloseCodes(int code) {
        assertThat(Reconnection.after(new Ending.Closed(code, "no"), 1, BACKOFF, draws(true)))
                .isEqualTo(new Reconnection.Never("no"));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHENTICATED, Never", "UNSUPPORTED_VERSION, Never", "NOT_FOUND, Unknown",
        "FORBIDDEN, Unknown", "INVALID_TRANSITION, Unknown", "INTERNAL, After",
        "RATE_LIMITED, After", "CAPACITY, After"
    })
    void readsRefusals(RefusalCode code, String outcome) {
        assertThat(
                        Reconnection.after(new Ending.Refusal(code, "no"), 1, BACKOFF, draws(true))
                                .getClass()
                                .getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void anotherConnectionForTheSameSessionEndsThisOne() {
        assertThat(Reconnection.after(new Ending.Replaced("elsewhere"), 1, BACKOFF, draws(true)))
                .isEqualTo(new Reconnection.Never("elsewhere"));
    }

    @Test
    void backsOffWhenStudioDoesNotAnswer() {
        assertThat(Reconnection.after(new Ending.Unreachable("refused"), 3, BACKOFF, draws(true)))
                .isEqualTo(new Reconnection.After(Duration.ofSeconds(4)));
    }
}
