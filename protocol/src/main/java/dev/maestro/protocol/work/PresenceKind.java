package dev.maestro.protocol.work;

/** Who can be seen on a presence channel. */
public enum PresenceKind {
    /** A person, or a machine that speaks for one. */
    MEMBER,
    SESSION
}
