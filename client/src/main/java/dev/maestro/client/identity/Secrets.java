package dev.maestro.client.identity;

import java.util.Optional;
import java.util.UUID;

/** Where the tokens of identities are kept. The caller holds the identity's lock. */
interface Secrets {

    Optional<String> read(UUID user);

    void write(UUID user, String text);

    /** What is not there is no error. */
    void forget(UUID user);
}
