package dev.maestro.studio.run;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.studio.fleet.SessionId;
import java.util.UUID;

/**
 * Tells sessions what became of their runs. Best effort: what is lost is told again by the answer
 * to the next heartbeat. Called after the commit; must not block.
 */
public interface RunPost {

    void cancel(SessionId session, RunId run, long fence, FailureReason reason);

    /** Says whether the session was there to hear it. */
    boolean steer(SessionId session, RunId run, String text, UUID directive);

    /** Says whether the session was there to hear it. */
    boolean answer(SessionId session, RunId run, UUID question, String answer);
}
