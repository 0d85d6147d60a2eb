package dev.maestro.hub.rest;

import dev.maestro.hub.channel.App;
import dev.maestro.hub.transport.HttpQuestion;
import dev.maestro.protocol.pusher.Signer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks that a request was signed by who has the application's secret, and just now. */
final class RequestGate {

    private static final Duration TOLERANCE = Duration.ofSeconds(600);

    private final InstantSource clock;
    private final String pathPrefix;
    private final MessageDigest md5;

    /**
     * A gate behind which addresses may begin with a prefix.
     *
     * @param pathPrefix clients may have signed their path with it or without; perhaps empty
     */
    RequestGate(InstantSource clock, String pathPrefix) {
        this.clock = clock;
        this.pathPrefix = pathPrefix;
        try {
            this.md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException broken) {
            throw new IllegalStateException("every Java runtime has MD5", broken);
        }
    }

    /** Lets it pass, or refuses with 401. */
    void check(App app, HttpQuestion question, Query query) {
        if (!app.signer().key().equals(query.required("auth_key"))) {
            throw ApiRefusal.unauthorized("Unknown auth_key");
        }
        if (!query.required("auth_version").equals("1.0")) {
            throw ApiRefusal.unauthorized("The parameter auth_version must be 1.0");
        }
        checkTime(query.required("auth_timestamp"));
        checkBody(question.body(), query);
        checkSignature(app.signer(), question, query);
    }

    private void checkTime(String timestamp) {
        Instant now = clock.instant();
        Instant sent;
        try {
            sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        } catch (NumberFormatException | DateTimeException garbage) {
            throw ApiRefusal.unauthorized("The parameter auth_timestamp is no number of seconds");
        }
        if (Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0) {
            throw ApiRefusal.unauthorized(
                    "Timestamp expired: Given timestamp (%s) not within %ds of server time (%s)"
                            .formatted(sent, TOLERANCE.toSeconds(), now));
        }
    }

    private void checkBody(byte[] body, Query query) {
        if (body.length == 0) {
            if (query.find("body_md5").filter(given -> !given.isEmpty()).isPresent()) {
                throw ApiRefusal.unauthorized("A body_md5 was sent, but no body");
            }
            return;
        }
        if (!Signer.same(hash(body), query.required("body_md5"))) {
            throw ApiRefusal.unauthorized("Invalid body_md5: the body was changed on its way");
        }
    }

    private String hash(byte[] body) {
        try {
            MessageDigest digest = (MessageDigest) md5.clone();
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (CloneNotSupportedException foreign) {
            throw new IllegalStateException("the runtime's MD5 clones", foreign);
        }
    }

    private void checkSignature(Signer signer, HttpQuestion question, Query query) {
        String given = query.required("auth_signature");
        SortedMap<String, String> signed = new TreeMap<>(query.parameters());
        signed.remove("auth_signature");
        List<String> paths =
                pathPrefix.isEmpty()
                        ? List.of(question.path())
                        : List.of(question.path(), pathPrefix + question.path());
        for (String path : paths) {
            if (Signer.same(signer.request(question.method(), path, signed), given)) {
                return;
            }
        }
        throw ApiRefusal.unauthorized(
                "Invalid signature: you should have sent HmacSHA256Hex of %s and %s and the"
                                .formatted(question.method(), question.path())
                        + " sorted parameters, under your secret");
    }
}
