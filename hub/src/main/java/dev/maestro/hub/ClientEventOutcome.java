package dev.maestro.hub;

/** What becomes of a client event after the host program has seen it. */
public enum ClientEventOutcome {
    /** It was for the host program; no other client hears of it. */
    CONSUMED,
    /** The hub sends it to the other sockets on the channel. */
    RELAY
}
