package dev.maestro.client.identity;

import dev.maestro.client.platform.LockFile;
import dev.maestro.protocol.json.Json;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The tokens of one identity in their place, and the lock that processes share. */
final class StoredTokens {

    private final Supplier<Secrets> place;
    private final UUID user;
    private final Path lock;

    /**
     * @param place asked whenever it is needed: a keyring may come into reach later
     */
    StoredTokens(Supplier<Secrets> place, UUID user, Path lock) {
        this.place = place;
        this.user = user;
        this.lock = lock;
    }

    /** Held while the tokens are read and replaced. */
    LockFile lock() {
        return LockFile.take(lock);
    }

    Optional<Tokens> read() {
        return place.get().read(user).map(text -> Json.read(text, Tokens.class));
    }

    void write(Tokens tokens) {
        place.get().write(user, Json.write(tokens));
    }

    void forget() {
        place.get().forget(user);
    }
}
