package dev.maestro.client.identity;

import dev.maestro.client.platform.LockFile;
import dev.maestro.protocol.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** The tokens of one identity in their place, and the lock that processes share. */
final class StoredTokens {

    private final Secrets secrets;
    private final UUID user;
    private final Path lock;

    StoredTokens(Secrets secrets, UUID user, Path lock) {
        this.secrets = secrets;
        this.user = user;
        this.lock = lock;
    }

    /** Held while the tokens are read and replaced. */
    LockFile lock() {
        return LockFile.take(lock);
    }

    Optional<Tokens> read() {
        return secrets.read(user).map(text -> Json.read(text, Tokens.class));
    }

    void write(Tokens tokens) {
        secrets.write(user, Json.write(tokens));
    }

    void forget() {
        secrets.forget(user);
    }
}
