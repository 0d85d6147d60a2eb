package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Database;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;

/**
 * The room's doors, built together because they share the clock, the randomness and the lifetimes.
 */
public record Identity(
        Users users,
        WebSessions webSessions,
        SigningKeys signingKeys,
        AccessTokens accessTokens,
        RefreshTokens refreshTokens) {

    /** Reads the signing keys, or makes the first one. */
    public static Identity open(Database database, IdentityConfig config, InstantSource clock) {
        SecureRandom random = new SecureRandom();
        SigningKeys keys = SigningKeys.open(database, config, clock);
        AccessTokens accessTokens = new AccessTokens(keys, config, clock);
        return new Identity(
                new Users(database, new Passwords(config, random), new SignInLimit(clock)),
                new WebSessions(database, config, random),
                keys,
                accessTokens,
                new RefreshTokens(database, accessTokens, config, random));
    }

    /** Whether what somebody has proved themselves by has not ended. */
    public boolean stands(Credential credential) {
        return switch (credential) {
            case Credential.Machine(UUID family) -> refreshTokens.ended(Set.of(family)).isEmpty();
            case Credential.Browser browser -> webSessions.ended(Set.of(browser)).isEmpty();
        };
    }
}
