package dev.maestro.studio.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Slow salted hashes of passwords, as {@code pbkdf2-sha256$<iterations>$<salt>$<hash>}. The number
 * of iterations is part of the text, so that it can grow without locking anybody out.
 */
final class Passwords {

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final String NAME = "pbkdf2-sha256";
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    /**
     * Hashing is pure computing, during which a virtual thread gives its processor to nobody: half
     * of them stay free for everybody who is not signing in.
     */
    private final Semaphore desks =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    private final int iterations;
    private final SecureRandom random;
    private final String nobodys;

    Passwords(IdentityConfig config, SecureRandom random) {
        this.iterations = config.passwordIterations();
        this.random = random;
        this.nobodys = hash(SecretToken.random(random).text());
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.join(
                "$",
                NAME,
                Integer.toString(iterations),
                base64.encodeToString(salt),
                base64.encodeToString(derive(password, salt, iterations)));
    }

    boolean matches(String password, String stored) {
        List<String> parts = List.of(stored.split("\\$", -1));
        if (parts.size() != 4 || !parts.get(0).equals(NAME)) {
            throw new IllegalStateException("a password hash of an unknown kind is stored");
        }
        byte[] salt = Base64.getDecoder().decode(parts.get(2));
        byte[] expected = Base64.getDecoder().decode(parts.get(3));
        return MessageDigest.isEqual(
                derive(password, salt, Integer.parseInt(parts.get(1))), expected);
    }

    /** As long as a real comparison takes, so that nobody learns which addresses have a user. */
    void matchesNobody(String password) {
        matches(password, nobodys);
    }

    private byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        desks.acquireUninterruptibly();
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
        } finally {
            desks.release();
            spec.clearPassword();
        }
    }
}
