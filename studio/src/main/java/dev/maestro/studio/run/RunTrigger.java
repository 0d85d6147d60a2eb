package dev.maestro.studio.run;

/** What moves a run. */
public enum RunTrigger {
    DISPATCH,
    START,
    /** A limit, with the time at which it ends. */
    PAUSE,
    /** That time has come. */
    RESUME,
    /** The session did not take it. */
    REFUSE,
    /** The lease ran out, or the session is gone. */
    ORPHAN,
    REQUEUE,
    COMPLETE,
    FAIL,
    CANCEL
}
