package dev.maestro.studio.identity;

/**
 * Somebody who has given good answers but is not stored yet; made by {@link Users#prepare}, because
 * hashing a password takes too long for a transaction.
 */
public final class NewUser {

    private final String email;
    private final String name;
    private final String passwordHash;

    NewUser(String email, String name, String passwordHash) {
        this.email = email;
        this.name = name;
        this.passwordHash = passwordHash;
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    String passwordHash() {
        return passwordHash;
    }
}
