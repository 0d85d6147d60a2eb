package dev.maestro.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the protocol signs, and how. Checked against the published vectors before every exam. */
public final class Signatures {

    private Signatures() {}

    /** {@code KEY:HEX} for a channel; the channel's data is signed too when there is some. */
    public static String channel(Credentials app, String socket, String channel, String data) {
        return app.key()
                + ":"
                + hmac(app.secret(), socket + ":" + channel + (data.isEmpty() ? "" : ":" + data));
    }

    public static String user(Credentials app, String socket, String userData) {
        return app.key() + ":" + hmac(app.secret(), socket + "::user::" + userData);
    }

    /** The signature of an HTTP request; the values of the query are not URL-escaped. */
    public static String request(
            String secret, String method, String path, SortedMap<String, String> query) {
        String parameters =
                query.entrySet().stream()
                        .map(each -> each.getKey().toLowerCase(Locale.ROOT) + "=" + each.getValue())
                        .collect(Collectors.joining("&"));
        return hmac(secret, method + "\n" + path + "\n" + parameters);
    }

    public static String md5(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java runtime has MD5", broken);
        }
    }

    public static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", broken);
        }
    }
}
