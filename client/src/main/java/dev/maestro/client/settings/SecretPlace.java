package dev.maestro.client.settings;

/** Where the tokens of an identity are kept. */
public enum SecretPlace {
    /** The keyring of the operating system. */
    KEYRING,
    /** A file that only its owner may read. */
    FILE
}
