package dev.maestro.studio.workspace;

/** What an invite lets in. */
public enum InviteKind {
    /** A machine of the member who made the invite. */
    CLI,
    /** A person, who becomes a member with the invite's role. */
    WORKSPACE
}
