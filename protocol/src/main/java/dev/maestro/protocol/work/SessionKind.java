package dev.maestro.protocol.work;

/** Whether a session leads a team or works in one (or alone). */
public enum SessionKind {
    LEAD,
    WORKER
}
