package dev.maestro.protocol.contract;

/** Who calls whom. */
public enum Direction {
    CLIENT_TO_STUDIO,
    STUDIO_TO_CLIENT
}
