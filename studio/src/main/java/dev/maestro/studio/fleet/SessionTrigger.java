package dev.maestro.studio.fleet;

/** What moves a session. */
public enum SessionTrigger {
    /** It said hello or gave a heartbeat. */
    HEAR,
    DRAIN,
    /** Three heartbeats are missing. */
    LOSE,
    /** It said goodbye, or was removed. */
    END
}
