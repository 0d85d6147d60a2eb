package dev.maestro.studio.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A bearer secret, as its holder has it. The house keeps only {@link #hash}: with 256 random bits
 * there is nothing to guess, so a fast hash is enough.
 */
public final class SecretToken {

    private static final int BYTES = 32;

    private final String text;

    private SecretToken(String text) {
        this.text = text;
    }

    /** 32 random bytes, in the alphabet of URLs. */
    public static SecretToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** The one token that follows this one under that salt; nobody finds it without both. */
    SecretToken next(byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return new SecretToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /** What somebody sent; any text, which is then simply unknown. */
    public static SecretToken of(String text) {
        return new SecretToken(text);
    }

    /** The secret itself: to be handed to its holder once and never kept. */
    public String text() {
        return text;
    }

    /** SHA-256, the form in which it is stored and looked up. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    String hexHash() {
        return HexFormat.of().formatHex(hash());
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "SecretToken[hidden]";
    }
}
