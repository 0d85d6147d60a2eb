package dev.maestro.studio.identity;

import dev.maestro.studio.platform.Database;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Browsers that are signed in. Any thread may use it. */
public final class WebSessions {

    private final Database database;
    private final Duration life;
    private final SecureRandom random;

    WebSessions(Database database, IdentityConfig config, SecureRandom random) {
        this.database = database;
        this.life = config.webSessionLife();
        this.random = random;
    }

    /** How long a session lives from its start. */
    public Duration life() {
        return life;
    }

    /**
     * Starts one; the answer is for the browser's cookie. Ended sessions of the user are swept out.
     */
    public SecretToken start(UserId user) {
        SecretToken token = SecretToken.random(random);
        String csrf = SecretToken.random(random).text();
        database.inTransactionDo(tx -> {
            WebSessionStore.deleteEnded(tx, user);
            WebSessionStore.insert(tx, token.hash(), user, csrf, tx.now().plus(life));
        });
        return token;
    }

    /** The session with this token, unless it has ended. */
    public Optional<WebSession> find(SecretToken token) {
        return database.reading(tx -> WebSessionStore.find(tx, token.hash()))
                .map(row ->
                        new WebSession(
                                row.userId(),
                                row.userName(),
                                row.csrf(),
                                new Credential.Browser(token.hexHash())));
    }

    /** Those of the credentials whose session has ended. */
    public Set<Credential.Browser> ended(Collection<Credential.Browser> sessions) {
        List<String> hashes = sessions.stream().map(Credential.Browser::hash).toList();
        return hashes.isEmpty()
                ? Set.of()
                : database.reading(tx -> WebSessionStore.ended(tx, hashes)).stream()
                        .map(Credential.Browser::new)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Ends it; nothing happens when there is none. */
    public void end(SecretToken token) {
        database.inTransactionDo(tx -> WebSessionStore.delete(tx, token.hash()));
    }
}
