package dev.maestro.hub.connection;

import dev.maestro.hub.channel.AppRules;
import dev.maestro.hub.channel.Feature;
import dev.maestro.hub.transport.Handshake;
import dev.maestro.protocol.pusher.CloseCode;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an application takes a connection, by what the peer said when it connected. */
final class EntryRules {

    private static final int OLDEST_VERSION = 4;
    private static final int NEWEST_VERSION = 7;

    /** With which code a connection is closed at once, and why. */
    record Refusal(CloseCode code, String reason) {

        private Refusal(CloseCode code) {
            this(code, code.reason());
        }
    }

    private EntryRules() {}

    static Optional<Refusal> judge(AppRules rules, Handshake handshake) {
        if (rules.has(Feature.DISABLED)) {
            return Optional.of(new Refusal(CloseCode.APP_DISABLED));
        }
        if (rules.has(Feature.TLS_ONLY) && !isSecure(rules, handshake)) {
            return Optional.of(new Refusal(CloseCode.SSL_ONLY));
        }
        if (!mayComeFrom(handshake.origin(), rules)) {
            return Optional.of(new Refusal(CloseCode.UNAUTHORIZED, "Origin not allowed"));
        }
        return badVersion(rules, handshake.query().get("protocol")).map(Refusal::new);
    }

    private static boolean isSecure(AppRules rules, Handshake handshake) {
        return handshake.tls() || rules.has(Feature.TRUST_PROXY) && handshake.forwardedTls();
    }

    /** An absent version counts as the newest, as it does with other servers. */
    private static Optional<CloseCode> badVersion(AppRules rules, @Nullable String version) {
        if (version == null) {
            return rules.has(Feature.VERSION_REQUIRED)
                    ? Optional.of(CloseCode.NO_VERSION)
                    : Optional.empty();
        }
        if (!version.matches("\\d{1,9}")) {
            return Optional.of(CloseCode.INVALID_VERSION);
        }
        int number = Integer.parseInt(version);
        return number < OLDEST_VERSION || number > NEWEST_VERSION
                ? Optional.of(CloseCode.UNSUPPORTED_VERSION)
                : Optional.empty();
    }

    private static boolean mayComeFrom(Optional<String> origin, AppRules rules) {
        if (origin.isEmpty()) {
            return !rules.has(Feature.ORIGIN_REQUIRED);
        }
        List<String> allowed = rules.allowedOrigins();
        return allowed.isEmpty()
                || host(origin.get())
                        .filter(host -> allowed.stream().anyMatch(each -> fits(each, host)))
                        .isPresent();
    }

    private static Optional<String> host(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Compares from both ends towards the first star, then what is left with what is left. */
    private static boolean fits(String pattern, String host) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equalsIgnoreCase(host);
        }
        if (!host.regionMatches(true, 0, pattern, 0, star)) {
            return false;
        }
        String rest = pattern.substring(star + 1);
        for (int from = star; from <= host.length(); from++) {
            if (fits(rest, host.substring(from))) {
                return true;
            }
        }
        return false;
    }
}
