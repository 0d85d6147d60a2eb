package dev.maestro.studio.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Short-lived signed proofs of who somebody is (RFC 9068, ES256), with the channels they are good
 * for in {@code ch} and the family of their refresh token in {@code sid}. Anybody can check the
 * signature with the published keys; whether the family still stands, only this studio knows. Any
 * thread may use it.
 */
public final class AccessTokens {

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final String ISSUER = "maestro";
    private static final String CHANNELS = "ch";
    private static final String FAMILY = "sid";

    private final SigningKeys keys;
    private final Duration life;
    private final InstantSource clock;

    AccessTokens(SigningKeys keys, IdentityConfig config, InstantSource clock) {
        this.keys = keys;
        this.life = config.accessTokenLife();
        this.clock = clock;
    }

    /** How long a token is believed. */
    public Duration life() {
        return life;
    }

    public String issue(Grant grant) {
        ECKey key = keys.signing();
        Instant now = clock.instant();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .type(TYPE)
                                .keyID(key.getKeyID())
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer(ISSUER)
                                .subject(grant.user().toString())
                                .claim(CHANNELS, grant.scope().channels())
                                .claim(FAMILY, grant.family().toString())
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plus(life)))
                                .jwtID(UUID.randomUUID().toString())
                                .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
        return token.serialize();
    }

    /**
     * What the token says; whether its family still stands is asked of {@link Identity#stands}.
     *
     * @throws Refused {@code unauthenticated} when it is forged, of an unknown key, or too old
     */
    public Grant verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expires = claims.getExpirationTime();
            String subject = claims.getSubject();
            String family = claims.getStringClaim(FAMILY);
            List<String> channels = claims.getStringListClaim(CHANNELS);
            if (expires == null
                    || subject == null
                    || family == null
                    || channels == null
                    || !ISSUER.equals(claims.getIssuer())
                    || !isSigned(jwt)) {
                throw refused("the access token is not one of ours");
            }
            if (!clock.instant().isBefore(expires.toInstant())) {
                throw refused("the access token has expired");
            }
            return new Grant(
                    UserId.parse(subject), UUID.fromString(family), new ChannelScope(channels));
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw refused("the access token cannot be read");
        }
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        String kid = header.getKeyID();
        if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
                || !TYPE.equals(header.getType())
                || kid == null) {
            return false;
        }
        ECKey key = keys.verifying(kid).orElse(null);
        return key != null && jwt.verify(new ECDSAVerifier(key));
    }

    private static Refused refused(String sentence) {
        return new Refused(RefusalCode.UNAUTHENTICATED, sentence);
    }
}
