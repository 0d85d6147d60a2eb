package dev.maestro.studio.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = passwords(1_000);

    @Test
    void knowsTheRightPasswordFromAWrongOne() {
        String stored = passwords.hash("correct horse");

        assertThat(passwords.matches("correct horse", stored)).isTrue();
        assertThat(passwords.matches("correct horsf", stored)).isFalse();
        assertThat(passwords.matches("", stored)).isFalse();
    }

    @Test
    void keepsNeitherThePasswordNorTheSameHashTwice() {
        String stored = passwords.hash("correct horse");

        assertThat(stored).startsWith("pbkdf2-sha256$1000$").doesNotContain("correct");
        assertThat(passwords.hash("correct horse")).isNotEqualTo(stored);
    }

    @Test
    void stillKnowsAPasswordThatWasHashedWithFewerRounds() {
        String stored = passwords.hash("correct horse");

        assertThat(passwords(2_000).matches("correct horse", stored)).isTrue();
    }

    @Test
    void costsSixHundredThousandRoundsUnlessToldOtherwise() {
        assertThat(IdentityConfig.defaults().passwordIterations()).isEqualTo(600_000);
    }

    private static Passwords passwords(int rounds) {
        return new Passwords(
                IdentityConfig.defaults().withPasswordIterations(rounds), new SecureRandom());
    }
}
