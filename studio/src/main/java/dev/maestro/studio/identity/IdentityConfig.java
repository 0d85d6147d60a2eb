package dev.maestro.studio.identity;

import java.time.Duration;

/**
 * How long proofs of identity live and what a password costs.
 *
 * @param passwordIterations rounds of PBKDF2 for new passwords; stored ones keep theirs
 * @param accessTokenLife how long an access token is believed
 * @param refreshTokenLife how long a refresh token waits to be used
 * @param webSessionLife how long a browser stays signed in
 * @param signingKeyLife how long one key signs before the next takes over
 */
public record IdentityConfig(
        int passwordIterations,
        Duration accessTokenLife,
        Duration refreshTokenLife,
        Duration webSessionLife,
        Duration signingKeyLife) {

    public static IdentityConfig defaults() {
        return new IdentityConfig(
                600_000,
                Duration.ofMinutes(15),
                Duration.ofDays(30),
                Duration.ofDays(30),
                Duration.ofDays(90));
    }

    /** The same with cheap passwords, for tests. */
    public IdentityConfig withPasswordIterations(int iterations) {
        return new IdentityConfig(
                iterations, accessTokenLife, refreshTokenLife, webSessionLife, signingKeyLife);
    }
}
