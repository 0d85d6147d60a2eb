package dev.maestro.studio.identity;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The people. Any thread may use it. */
public final class Users {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,189}");
    private static final int NAME_LENGTH = 100;
    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 500;

    private final Database database;
    private final Passwords passwords;
    private final SignInLimit limit;

    Users(Database database, Passwords passwords, SignInLimit limit) {
        this.database = database;
        this.passwords = passwords;
        this.limit = limit;
    }

    /**
     * Checks the answers of somebody who signs up and hashes the password, which takes a good part
     * of a second: never inside a transaction.
     *
     * @throws Refused {@code invalid_params} naming the field
     */
    public NewUser prepare(String email, String name, String password) {
        String address = normal(email);
        if (!EMAIL.matcher(address).matches()) {
            throw Refused.invalid("email", "this is no e-mail address: \"" + email + "\"");
        }
        String called = name.strip();
        if (called.isEmpty() || called.length() > NAME_LENGTH) {
            throw Refused.invalid("name", "a name has 1 to " + NAME_LENGTH + " characters");
        }
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            throw Refused.invalid(
                    "password",
                    "a password has %d to %d characters"
                            .formatted(SHORTEST_PASSWORD, LONGEST_PASSWORD));
        }
        return new NewUser(address, called, passwords.hash(password));
    }

    /**
     * Stores a new user with the caller's transaction.
     *
     * @throws Refused {@code conflict} when the address has a user already
     */
    public User create(Transaction tx, NewUser prepared) {
        User user = new User(UserId.random(), prepared.email(), prepared.name());
        if (!UserStore.insert(tx, user, prepared.passwordHash())) {
            throw new Refused(
                    RefusalCode.CONFLICT,
                    "there is a user with the address %s already".formatted(prepared.email()));
        }
        return user;
    }

    /**
     * The user with this address and password; empty when either is wrong, after the same time.
     *
     * @throws Refused {@code rate_limited} after ten wrong passwords in ten minutes
     */
    public Optional<User> checkPassword(String email, String password) {
        String address = normal(email);
        limit.attempt(address);
        Optional<UserStore.WithPassword> stored =
                database.reading(tx -> UserStore.byEmail(tx, address));
        if (stored.isEmpty() || password.length() > LONGEST_PASSWORD) {
            passwords.matchesNobody(password.substring(0, Math.min(password.length(), 64)));
            return Optional.empty();
        }
        if (!passwords.matches(password, stored.get().passwordHash())) {
            return Optional.empty();
        }
        limit.succeeded(address);
        return Optional.of(stored.get().user());
    }

    /**
     * @throws Refused {@code not_found}
     */
    public User user(UserId id) {
        return database.reading(tx -> user(tx, id));
    }

    /** As {@link #user(UserId)}, inside the caller's transaction. */
    public User user(Transaction tx, UserId id) {
        return UserStore.byId(tx, id).orElseThrow(() -> Refused.notFound("user", id));
    }

    /**
     * With the caller's transaction: every sign-in of the user ends, and there is no other. What
     * they did stays, under their name.
     */
    public void end(Transaction tx, UserId id) {
        UserStore.end(tx, id);
        WebSessionStore.deleteAll(tx, id);
        RefreshTokenStore.endAll(tx, id);
    }

    /** Whether anybody has signed up yet. */
    public boolean areThere(Transaction tx) {
        return UserStore.any(tx);
    }

    private static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
