package dev.maestro.studio.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.testkit.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInLimitTest {

    private final SettableClock clock = SettableClock.monday();
    private final SignInLimit limit = new SignInLimit(clock);

    @Test
    void closesAnAddressAfterTenWrongPasswordsAndOpensItAgain() {
        fail("ada@example.org", SignInLimit.ATTEMPTS);

        clock.passes(Duration.ofMinutes(4));
        Refused refused =
                catchThrowableOfType(Refused.class, () -> limit.attempt("ada@example.org"));
        assertThat(refused.code()).isEqualTo(RefusalCode.RATE_LIMITED);
        assertThat(refused.data()).containsEntry("retry_after_ms", 360_000L);

        clock.passes(Duration.ofMinutes(6));
        assertThatCode(() -> limit.attempt("ada@example.org")).doesNotThrowAnyException();
    }

    @Test
    void aRightPasswordStartsTheCountAnew() {
        fail("ada@example.org", SignInLimit.ATTEMPTS);
        limit.succeeded("ada@example.org");

        assertThatCode(() -> limit.attempt("ada@example.org")).doesNotThrowAnyException();
    }

    @Test
    void oneAddressDoesNotCloseAnother() {
        fail("ada@example.org", SignInLimit.ATTEMPTS);

        assertThatCode(() -> limit.attempt("bob@example.org")).doesNotThrowAnyException();
    }

    private void fail(String email, int times) {
        for (int i = 0; i < times; i++) {
            limit.attempt(email);
        }
    }
}
