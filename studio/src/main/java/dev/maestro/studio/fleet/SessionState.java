package dev.maestro.studio.fleet;

import static dev.maestro.studio.fleet.SessionTrigger.*;

import dev.maestro.studio.platform.Transitions;
import java.util.List;

/** Where a session is; {@link #LIFECYCLE} is the law. */
public enum SessionState {
    /** It is known and has not spoken yet. */
    REGISTERED,
    /** It speaks and takes runs. */
    ONLINE,
    /** It finishes what it has and takes nothing new. */
    DRAINING,
    /** It has been silent for too long; its runs were taken back. It may come again. */
    LOST,
    /** It ended by its own will. */
    OFFLINE;

    public static final Transitions<SessionState, SessionTrigger> LIFECYCLE =
            Transitions.<SessionState, SessionTrigger>table()
                    .on(List.of(REGISTERED, ONLINE, LOST), HEAR, ONLINE)
                    .on(DRAINING, HEAR, DRAINING)
                    .on(ONLINE, DRAIN, DRAINING)
                    .on(List.of(REGISTERED, ONLINE, DRAINING), LOSE, LOST)
                    .on(List.of(REGISTERED, ONLINE, DRAINING, LOST), END, OFFLINE)
                    .build();
}
