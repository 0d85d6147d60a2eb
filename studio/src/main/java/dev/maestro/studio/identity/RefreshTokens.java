package dev.maestro.studio.identity;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long-lived secrets of machines. Each works once and is answered with the next of its family. One
 * that comes a second time was copied by somebody, and since it cannot be told by whom, the whole
 * family ends and the machine must be let in anew. Any thread may use it.
 */
public final class RefreshTokens {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);

    private record Next(UserId user, SecretToken token) {}

    private final Database database;
    private final AccessTokens accessTokens;
    private final Duration life;
    private final SecureRandom random;

    RefreshTokens(
            Database database,
            AccessTokens accessTokens,
            IdentityConfig config,
            SecureRandom random) {
        this.database = database;
        this.accessTokens = accessTokens;
        this.life = config.refreshTokenLife();
        this.random = random;
    }

    /**
     * The first token of a new family, stored with the caller's transaction; {@link #pair} makes it
     * whole after the commit.
     */
    public SecretToken issue(Transaction tx, UserId user, String machine) {
        return next(tx, UUID.randomUUID(), user, machine).token();
    }

    /** The token together with an access token; not inside a transaction. */
    public TokenPair pair(UserId user, SecretToken token) {
        return new TokenPair(user, accessTokens.issue(user), accessTokens.life(), token);
    }

    /**
     * The next pair of the token's family.
     *
     * @throws Refused {@code unauthenticated} when the token is unknown, too old, or was used
     *     before; in the last case its whole family has ended
     */
    public TokenPair refresh(SecretToken token) {
        // Refused outside the transaction only: the end of a family must be committed.
        Next next =
                database.inTransaction(tx -> rotate(tx, token))
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.UNAUTHENTICATED,
                                        "the refresh token is not valid any more:"
                                                + " ask for a new invite"));
        return pair(next.user(), next.token());
    }

    /** Ends the token's family; nothing happens when it is unknown. */
    public void revoke(SecretToken token) {
        database.inTransactionDo(tx ->
                RefreshTokenStore.lock(tx, token.hash())
                        .ifPresent(row -> RefreshTokenStore.endFamily(tx, row.family())));
    }

    private Optional<Next> rotate(Transaction tx, SecretToken token) {
        Optional<RefreshTokenStore.Row> found = RefreshTokenStore.lock(tx, token.hash());
        if (found.isEmpty()
                || found.get().revokedAt().isPresent()
                || !tx.now().isBefore(found.get().expiresAt())) {
            return Optional.empty();
        }
        RefreshTokenStore.Row row = found.get();
        if (row.usedAt().isPresent()) {
            RefreshTokenStore.endFamily(tx, row.family());
            LOG.warn(
                    "a refresh token of user {} on machine {} came twice: its family has ended",
                    row.userId(),
                    row.machine());
            return Optional.empty();
        }
        RefreshTokenStore.used(tx, token.hash());
        return Optional.of(next(tx, row.family(), row.userId(), row.machine()));
    }

    private Next next(Transaction tx, UUID family, UserId user, String machine) {
        SecretToken token = SecretToken.random(random);
        RefreshTokenStore.insert(tx, token.hash(), family, user, machine, tx.now().plus(life));
        return new Next(user, token);
    }
}
