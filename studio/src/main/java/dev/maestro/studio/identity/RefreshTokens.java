package dev.maestro.studio.identity;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.studio.platform.Database;
import dev.maestro.studio.platform.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long-lived secrets of machines. Each works once and is answered with the next of its family. One
 * that comes a second time was copied by somebody, and since it cannot be told by whom, the whole
 * family ends and the machine must be let in anew. Only a machine whose answer was lost is
 * believed, while nobody has used the next one: it gets the same answer again when it says the word
 * that went with its first request, or, without a word, within ten seconds from the same address
 * and program. Any thread may use it.
 */
public final class RefreshTokens {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTokens.class);

    private static final Duration LOST_ANSWER = Duration.ofSeconds(10);
    private static final int SALT_BYTES = 32;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{16,100}");

    /**
     * Who asks for the next token.
     *
     * @param looks what the machine looks like from here: address and program
     * @param attempt a word of its own for this attempt, which it kept before it asked
     */
    public record Asking(String looks, Optional<String> attempt) {

        public Asking {
            if (attempt.isPresent() && !WORD.matcher(attempt.get()).matches()) {
                throw Refused.invalid(
                        "attempt", "attempt is 16 to 100 letters, digits and hyphens");
            }
        }

        /** Without a word. */
        static Asking looking(String looks) {
            return new Asking(looks, Optional.empty());
        }

        /** As it is stored; the word is as good as half a token, so only its hash is. */
        private String by() {
            return attempt.map(word -> "attempt " + SecretToken.of(word).hexHash()).orElse(looks);
        }
    }

    private record Next(UserId user, UUID family, SecretToken token) {}

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
    public NewFamily issue(Transaction tx, UserId user, String machine) {
        NewFamily family = new NewFamily(user, UUID.randomUUID(), SecretToken.random(random));
        insert(tx, family.token(), family.family(), user, machine);
        return family;
    }

    /** The token together with an access token for all channels; not inside a transaction. */
    public TokenPair pair(NewFamily family) {
        return pair(
                new Next(family.user(), family.family(), family.token()),
                ChannelScope.whole(family.user()));
    }

    /**
     * The next pair of the token's family.
     *
     * @param channels what the access token is to be good for; empty for all
     * @throws Refused {@code unauthenticated} when the token is unknown, too old, or was used
     *     before; in the last case its whole family has ended. As {@link ChannelScope#of}
     */
    public TokenPair refresh(SecretToken token, Asking by, Optional<List<String>> channels) {
        Optional<ChannelScope> wanted = channels.map(ChannelScope::of);
        // Refused outside the transaction only: the end of a family must be committed.
        Next next =
                database.inTransaction(tx -> rotate(tx, token, by))
                        .orElseThrow(() ->
                                new Refused(
                                        RefusalCode.UNAUTHENTICATED,
                                        "the refresh token is not valid any more:"
                                                + " ask for a new invite"));
        return pair(next, wanted.orElseGet(() -> ChannelScope.whole(next.user())));
    }

    /** Ends the token's family; nothing happens when it is unknown. */
    public void revoke(SecretToken token) {
        database.inTransactionDo(tx ->
                RefreshTokenStore.lock(tx, token.hash())
                        .ifPresent(row -> RefreshTokenStore.endFamily(tx, row.family())));
    }

    /** Those of the families that have ended. */
    public Set<UUID> ended(Collection<UUID> families) {
        return families.isEmpty()
                ? Set.of()
                : database.reading(tx -> RefreshTokenStore.ended(tx, families));
    }

    private Optional<Next> rotate(Transaction tx, SecretToken token, Asking by) {
        Optional<RefreshTokenStore.Row> found = RefreshTokenStore.lock(tx, token.hash());
        if (found.isEmpty()
                || found.get().revokedAt().isPresent()
                || !tx.now().isBefore(found.get().expiresAt())) {
            return Optional.empty();
        }
        RefreshTokenStore.Row row = found.get();
        if (row.usedAt().isEmpty()) {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            RefreshTokenStore.used(tx, token.hash(), by.by(), salt);
            SecretToken next = token.next(salt);
            insert(tx, next, row.family(), row.userId(), row.machine());
            return Optional.of(new Next(row.userId(), row.family(), next));
        }
        Optional<Next> again = sameAgain(tx, row, token, by);
        if (again.isEmpty()) {
            RefreshTokenStore.endFamily(tx, row.family());
            LOG.warn(
                    "a refresh token of user {} on machine {} came twice: its family has ended",
                    row.userId(),
                    row.machine());
        }
        return again;
    }

    private static Optional<Next> sameAgain(
            Transaction tx, RefreshTokenStore.Row row, SecretToken token, Asking by) {
        boolean lost =
                row.usedBy().equals(Optional.of(by.by()))
                        && (by.attempt().isPresent()
                                || tx.now().isBefore(row.usedAt().orElseThrow().plus(LOST_ANSWER)));
        return row.successorSalt()
                .filter(_ -> lost)
                .map(token::next)
                .filter(next -> RefreshTokenStore.fresh(tx, next.hash()))
                .map(next -> new Next(row.userId(), row.family(), next));
    }

    private TokenPair pair(Next next, ChannelScope scope) {
        Grant grant = new Grant(next.user(), next.family(), scope);
        return new TokenPair(
                next.user(), accessTokens.issue(grant), accessTokens.life(), next.token());
    }

    private void insert(
            Transaction tx, SecretToken token, UUID family, UserId user, String machine) {
        RefreshTokenStore.insert(tx, token.hash(), family, user, machine, tx.now().plus(life));
    }
}
