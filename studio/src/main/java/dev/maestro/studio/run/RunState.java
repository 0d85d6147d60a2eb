package dev.maestro.studio.run;

import static dev.maestro.studio.run.RunTrigger.*;

import dev.maestro.studio.platform.Transitions;
import java.util.List;

/** Where a run is; {@link #LIFECYCLE} is the law. */
public enum RunState {
    /** It waits for a seat. */
    QUEUED,
    /** A session was given it, with a lease. */
    DISPATCHED,
    /** The session's agent or check runs. */
    RUNNING,
    /** It waits for the time a limit named; it holds no seat. */
    PAUSED,
    /** Its holder is gone; passed through on the way back to the queue. */
    ORPHANED,
    /** The first terminal report said so. */
    SUCCEEDED,
    /** The first terminal report said so, or too many sessions lost it. */
    FAILED,
    /** Taken back for good. */
    CANCELLED;

    private static final List<RunState> HELD = List.of(DISPATCHED, RUNNING);

    public static final Transitions<RunState, RunTrigger> LIFECYCLE =
            Transitions.<RunState, RunTrigger>table()
                    .on(QUEUED, DISPATCH, DISPATCHED)
                    .on(DISPATCHED, START, RUNNING)
                    .on(RUNNING, PAUSE, PAUSED)
                    .on(PAUSED, RESUME, QUEUED)
                    .on(DISPATCHED, REFUSE, ORPHANED)
                    .on(HELD, ORPHAN, ORPHANED)
                    .on(ORPHANED, REQUEUE, QUEUED)
                    .on(RUNNING, COMPLETE, SUCCEEDED)
                    .on(List.of(DISPATCHED, RUNNING, ORPHANED), FAIL, FAILED)
                    .on(List.of(QUEUED, DISPATCHED, RUNNING, PAUSED, ORPHANED), CANCEL, CANCELLED)
                    .build();

    /** Succeeded, failed or cancelled. */
    public boolean terminal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Dispatched or running: a session holds it with a lease. */
    public boolean held() {
        return this == DISPATCHED || this == RUNNING;
    }
}
