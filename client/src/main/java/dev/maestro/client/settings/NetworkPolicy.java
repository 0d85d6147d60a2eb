package dev.maestro.client.settings;

/** Which network a confined process sees. */
public enum NetworkPolicy {
    /** The machine's. */
    OPEN,
    /** None, not even the machine's own loopback. */
    NONE
}
