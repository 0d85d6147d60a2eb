package dev.maestro.studio.identity;

import java.util.UUID;

/** By what somebody has proved who they are; as long as it stands, so does what it opened. */
public sealed interface Credential {

    /**
     * A machine's tokens.
     *
     * @param family of its refresh tokens
     */
    record Machine(UUID family) implements Credential {}

    /**
     * A browser that is signed in.
     *
     * @param hash of its secret, in hex
     */
    record Browser(String hash) implements Credential {}
}
