package dev.maestro.studio.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign access tokens (ES256). The newest signs; older ones verify until every token
 * they signed has expired, so that a change of keys is noticed by nobody. Any thread may use it.
 */
public final class SigningKeys {

    private record Held(ECKey key, Instant createdAt, Optional<Instant> endsAt) {
        boolean verifiesAt(Instant now) {
            return endsAt.isEmpty() || endsAt.get().isAfter(now);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    /** For so long another studio may go on signing with a key that has been replaced. */
    static final Duration UNAWARE = Duration.ofMinutes(2);

    private static final Duration REREAD = Duration.ofSeconds(1);

    private final Database database;
    private final Duration keyLife;
    private final Duration tokenLife;
    private final InstantSource clock;

    /** Newest first, never empty; replaced as a whole. */
    private volatile List<Held> keys = List.of();

    private volatile Instant rereadAt = Instant.EPOCH;

    private SigningKeys(Database database, IdentityConfig config, InstantSource clock) {
        this.database = database;
        this.keyLife = config.signingKeyLife();
        this.tokenLife = config.accessTokenLife();
        this.clock = clock;
    }

    static SigningKeys open(Database database, IdentityConfig config, InstantSource clock) {
        SigningKeys keys = new SigningKeys(database, config, clock);
        keys.renew(config.signingKeyLife());
        return keys;
    }

    /**
     * Reads the keys anew, for another studio on the same database may have changed them; also
     * makes the next one when its time has come. Meant to run every minute.
     */
    public void refresh() {
        renew(keyLife);
    }

    /** Makes a new key sign from now on; tokens of the old one stay good until they expire. */
    public void rotate() {
        renew(Duration.ZERO);
    }

    /** The public halves of all keys that verify, as RFC 7517 writes them. */
    public String publicJwks() {
        Instant now = clock.instant();
        List<JWK> held =
                keys.stream().filter(key -> key.verifiesAt(now)).<JWK>map(Held::key).toList();
        return new JWKSet(held).toString(true);
    }

    ECKey signing() {
        Held newest = keys.getFirst();
        if (!clock.instant().isBefore(newest.createdAt().plus(keyLife))) {
            renew(keyLife);
        }
        return keys.getFirst().key();
    }

    Optional<ECKey> verifying(String kid) {
        return held(kid)
                .or(() -> {
                    reread(kid);
                    return held(kid);
                });
    }

    /** Another studio may have made it just now; a kid that nobody made is looked for rarely. */
    private void reread(String kid) {
        Instant now = clock.instant();
        if (!now.isBefore(rereadAt.plus(REREAD))) {
            rereadAt = now;
            LOG.debug("key {} is not known here: the keys are read anew", kid);
            refresh();
        }
    }

    private Optional<ECKey> held(String kid) {
        Instant now = clock.instant();
        return keys.stream()
                .filter(held -> held.key().getKeyID().equals(kid) && held.verifiesAt(now))
                .map(Held::key)
                .findFirst();
    }

    /** Unless another studio was faster, replaces a newest key that is {@code oldest} or older. */
    private synchronized void renew(Duration oldest) {
        keys =
                database.inTransaction(tx -> {
                    SigningKeyStore.lock(tx);
                    Optional<Instant> newest = SigningKeyStore.newest(tx);
                    if (newest.isEmpty() || !tx.now().isBefore(newest.get().plus(oldest))) {
                        SigningKeyStore.endAll(tx, tx.now().plus(tokenLife).plus(UNAWARE));
                        ECKey key = generate();
                        SigningKeyStore.insert(tx, key.getKeyID(), key.toJSONString());
                    }
                    return load(tx);
                });
    }

    private static List<Held> load(Transaction tx) {
        return SigningKeyStore.notEnded(tx).stream()
                .map(row -> new Held(parse(row.privateJwk()), row.createdAt(), row.endsAt()))
                .toList();
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has P-256", e);
        }
    }

    private static ECKey parse(String jwk) {
        try {
            return ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalStateException("a stored signing key cannot be read", e);
        }
    }
}
