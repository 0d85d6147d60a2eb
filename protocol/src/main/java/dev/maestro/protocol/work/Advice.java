package dev.maestro.protocol.work;

/** What the orchestrator does after a failure. */
public enum Advice {
    /** Queue the run again at once, for any session. */
    RETRY_NOW,
    /** Queue it again at the time the failure names. */
    RETRY_AT,
    /** Queue it again, for another session when there is one. */
    OTHER_SESSION,
    /** Nothing automatic helps: a person decides. */
    ASK_OPERATOR
}
