package dev.maestro.studio.identity;

import java.time.Duration;

/**
 * What a machine needs to speak for a user: a proof for now and a secret for the next one.
 *
 * @param expiresIn how long the access token is believed from its making
 */
public record TokenPair(
        UserId user, String accessToken, Duration expiresIn, SecretToken refreshToken) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "TokenPair[user=" + user + ", expiresIn=" + expiresIn + "]";
    }
}
