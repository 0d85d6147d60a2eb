package dev.maestro.client.link;

import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.StudioMethod;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What Studio asks of one session. The calls come one after another, in the order in which they
 * were sent; a slow one delays the next one, but neither heartbeats nor reports.
 */
public interface StudioCalls {

    void dispatch(StudioMethod.Dispatch dispatch);

    /** Also called when Studio says that the run is no longer this session's. */
    void cancel(UUID run, long fence, FailureReason why);

    /**
     * @param directive by which the client says when the agent hears of it; the same one may come
     *     again
     */
    void steer(UUID run, String text, Optional<UUID> directive);

    /** A person answers what the run asked; the same answer may come again. */
    void answer(UUID run, UUID question, String answer);

    /** Take nothing new; end when what runs has ended. */
    void drain();

    /** Studio does not know this session any more; its link has ended. */
    void unknown();

    /** The runs with a live process. */
    List<SessionMethod.HeldRun> held();

    /** News of the project, each event once and in order. */
    void news(SessionMethod.EventNotification event);

    /** Studio has no room for the output of this run. Called by another thread. */
    void storageFull(UUID run);
}
