package dev.maestro.client.daemon;

import dev.maestro.client.work.Reports;
import dev.maestro.client.work.RunView;
import dev.maestro.client.work.WorkshopConfig;
import dev.maestro.protocol.work.FailureReason;
import dev.maestro.protocol.work.SessionMethod;
import dev.maestro.protocol.work.StudioMethod;
import java.util.List;
import java.util.UUID;

/** What the daemon needs of one session's workshop. */
public interface SessionWork extends AutoCloseable {

    void dispatch(StudioMethod.Dispatch dispatch);

    void cancel(UUID run, long fence, FailureReason why);

    void steer(UUID run, String text);

    List<SessionMethod.HeldRun> held();

    void storageFull(UUID run);

    void taskDone(UUID run);

    List<RunView> runs();

    /** Stops the runs and keeps their work; within 3 seconds. */
    @Override
    void close();

    /** Opens the workshop of one session. */
    interface Factory {
        SessionWork open(WorkshopConfig config, Reports reports);
    }
}
