package dev.maestro.client.door;

import dev.maestro.protocol.work.RunMethod.SubtaskRequest;
import java.util.Optional;

/** What the daemon does for the agent of one run. Any thread may use it. */
public interface RunDesk {

    DoorCall.Context context();

    void progress(String text);

    void subtask(SubtaskRequest request);

    /**
     * Waits, when the agent wants to.
     *
     * @throws InterruptedException when the run is ended meanwhile
     */
    Optional<String> question(DoorCall.Question question) throws InterruptedException;

    /** Takes a verdict and says to which commit it is bound. */
    String verdict(DoorCall.Verdict verdict);
}
