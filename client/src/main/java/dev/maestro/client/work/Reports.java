package dev.maestro.client.work;

import dev.maestro.protocol.work.RunMethod;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a workshop tells Studio. No method waits for the network; all may be called by any thread.
 * Messages of one run reach Studio in the order in which they were handed over.
 */
public interface Reports {

    /**
     * Sends a message that is not terminal. While the link is down it waits in a bounded queue; the
     * oldest progress and usage messages are dropped first.
     */
    void send(RunMethod message);

    /**
     * Sends a terminal report ({@code complete}, {@code fail}). It is on disk when this returns,
     * and sent until Studio acknowledges it or says that the lease is gone. It is sent after the
     * output of the run, if {@link #outputClosed} was called before.
     *
     * @throws IllegalArgumentException when the message is not terminal
     */
    void settle(RunMethod terminal);

    /** Starts to upload a file that grows, from its beginning or where Studio already is. */
    void output(UUID run, long fence, Path transcript);

    /**
     * The file is complete: the rest is uploaded, for at most 30 seconds, before {@link #settle} is
     * sent.
     */
    void outputClosed(UUID run, long fence);
}
