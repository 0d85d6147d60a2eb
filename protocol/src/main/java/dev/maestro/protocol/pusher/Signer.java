package dev.maestro.protocol.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the signatures of one application. Immutable, for any number of threads.
 *
 * <p>What is signed is byte for byte what travelled: data is never parsed and written again before
 * it is signed or checked.
 */
public final class Signer {

    private static final String ALGORITHM = "HmacSHA256";

    private final String key;

    /** Keyed once and then only cloned: to look an algorithm up costs more than to use it. */
    private final Mac keyed;

    /** The signer of the application with this public key and secret. */
    public Signer(String key, String secret) {
        this.key = key;
        try {
            keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java runtime has " + ALGORITHM, broken);
        }
    }

    /** The application's public key. */
    public String key() {
        return key;
    }

    /**
     * The proof that this socket may enter the channel. Data of the channel, where given, is signed
     * too: on presence channels always, and also on private channels when a client sends it.
     */
    public AuthToken channel(SocketId socket, String channel, Optional<String> channelData) {
        String base = socket.value() + ":" + channel;
        return token(channelData.map(data -> base + ":" + data).orElse(base));
    }

    /** The proof that this socket belongs to the user whose JSON description is given. */
    public AuthToken user(SocketId socket, String userData) {
        return token(socket.value() + "::user::" + userData);
    }

    /** Whether {@code auth} is that proof; takes the same time wherever the difference is. */
    public boolean proves(AuthToken expected, String auth) {
        return same(expected.toString(), auth);
    }

    /**
     * The signature of an HTTP request.
     *
     * @param path percent-encoded, as it was sent
     * @param parameters of the address, decoded, with lower-case names, without the signature
     */
    public String request(String method, String path, SortedMap<String, String> parameters) {
        StringBuilder text = new StringBuilder(256).append(method).append('\n').append(path);
        char before = '\n';
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            text.append(before).append(each.getKey()).append('=').append(each.getValue());
            before = '&';
        }
        return sign(text.toString());
    }

    /** Whether two signatures are one; takes the same time wherever the difference is. */
    public static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** The hex HMAC-SHA256 of a text under the application's secret. */
    public String sign(String text) {
        try {
            Mac mac = (Mac) keyed.clone();
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (CloneNotSupportedException foreign) {
            throw new IllegalStateException("the runtime's " + ALGORITHM + " clones", foreign);
        }
    }

    private AuthToken token(String text) {
        return new AuthToken(key, sign(text));
    }
}
