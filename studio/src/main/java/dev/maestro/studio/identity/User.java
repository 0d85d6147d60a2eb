package dev.maestro.studio.identity;

/**
 * Somebody with a name and a password.
 *
 * @param email in lower case, unique
 */
public record User(UserId id, String email, String name) {}
