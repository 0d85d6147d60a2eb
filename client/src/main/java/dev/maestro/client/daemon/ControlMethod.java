package dev.maestro.client.daemon;

import java.util.List;
import java.util.Optional;

/** What the command line asks of the daemon: names and parameters on the control socket. */
public final class ControlMethod {

    public static final String STATUS = "daemon.status";
    public static final String STOP = "daemon.stop";
    public static final String CONNECT = "session.connect";
    public static final String DISCONNECT = "session.disconnect";
    public static final String TASK_DONE = "task.done";

    private ControlMethod() {}

    /** Parameters of {@link #DISCONNECT}: without a name every session. */
    public record Disconnect(Optional<String> name) {}

    /** The answer to {@link #DISCONNECT}. */
    public record Disconnected(List<String> names) {}

    /** Parameters of {@link #TASK_DONE}. */
    public record TaskDone(Optional<String> task) {}
}
