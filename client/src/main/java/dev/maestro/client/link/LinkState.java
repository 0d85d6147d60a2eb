package dev.maestro.client.link;

/** A session's link now. */
public enum LinkState {
    /** A connection is being made. */
    CONNECTING,
    /** Greeted: Studio may send runs. */
    ONLINE,
    /** The last connection was lost; the next attempt follows by itself. */
    WAITING,
    /** Over: by our own will, or because only a person can help. */
    ENDED
}
