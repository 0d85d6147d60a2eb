package dev.maestro.client.identity;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.Optional;
import java.util.UUID;

/**
 * The keyring of the operating system. Its library is loaded here and nowhere else, and only when
 * there may be a keyring: that takes a fifth of a second. Of a keyring that is locked and that
 * nobody unlocks the library says so with a {@code NullPointerException}.
 */
final class SecretKeyring implements Secrets {

    private static final String SERVICE = "maestro";

    private final Keyring keyring;
    private final String home;

    private SecretKeyring(Keyring keyring, String home) {
        this.keyring = keyring;
        this.home = home;
    }

    /**
     * @param home tells the entries of two homes of one user apart
     * @return empty when this machine has none, or it is out of reach from here
     */
    static Optional<SecretKeyring> open(String home) {
        try {
            return Optional.of(new SecretKeyring(Keyring.create(), home));
        } catch (BackendNotSupportedException | RuntimeException | LinkageError none) {
            return Optional.empty();
        }
    }

    /** A locked keyring and a missing entry look the same: so nobody is told that he is nobody. */
    @Override
    public Optional<String> read(UUID user) {
        try {
            return Optional.of(keyring.getPassword(SERVICE, account(user)));
        } catch (PasswordAccessException | RuntimeException lockedOrGone) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    "the keyring does not give the tokens: unlock it; if that does not help, ask for"
                            + " an invite and run `maestro auth INVITE`");
        }
    }

    @Override
    public void write(UUID user, String text) {
        try {
            keyring.setPassword(SERVICE, account(user), text);
        } catch (PasswordAccessException | RuntimeException lockedOrGone) {
            throw new Refused(
                    RefusalCode.CAPACITY,
                    "the keyring does not take the tokens: unlock it, or use files: maestro config"
                            + " set secrets file");
        }
    }

    @Override
    public void forget(UUID user) {
        try {
            keyring.deletePassword(SERVICE, account(user));
        } catch (PasswordAccessException | RuntimeException notThere) {
            // That is what was wanted, or nobody can reach it.
        }
    }

    private String account(UUID user) {
        return user + " in " + home;
    }
}
