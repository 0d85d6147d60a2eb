package dev.maestro.studio.identity;

/**
 * A browser that is signed in.
 *
 * @param csrf what every form of this browser must carry to be believed
 * @param credential names the session without its secret
 */
public record WebSession(
        UserId userId, String userName, String csrf, Credential.Browser credential) {}
