package dev.maestro.studio.task;

/** What moves a task. */
public enum TaskTrigger {
    /** A session was given its run. */
    DISPATCH,
    /** The session's agent runs. */
    START,
    /** The session fell silent or was lost. */
    ORPHAN,
    /** The session did not take the run. */
    REFUSE,
    /** The attempt failed and may be tried again. */
    FAIL,
    /** The work is proved to be done. */
    COMPLETE,
    APPROVE,
    /** First or second rejection. */
    REJECT,
    /** Third rejection. */
    REJECT_FOR_GOOD,
    /** The epic holds it. */
    MERGE,
    /** It cannot be merged into the epic as it is. */
    CONFLICT,
    /** The check failed on the merge result. */
    GATE_FAIL,
    /** The branch moved after the approval. */
    REOPEN,
    PAUSE,
    RESUME,
    /** A failure that nothing automatic mends, or retries spent. */
    GIVE_UP,
    RETRY,
    REASSIGN,
    CANCEL
}
