package dev.maestro.git;

import java.util.List;

/**
 * Git ended with an exit code its caller did not expect, was stopped by the time-out, or said more
 * than its bound. A fault, not an outcome. User names and passwords in addresses are already masked
 * everywhere.
 */
public final class GitFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> command;
    private final int exit;
    private final String stderr;
    private final boolean timedOut;

    GitFailed(List<String> command, int exit, String stderr, String what, boolean timedOut) {
        super(
                "%s %s%s"
                        .formatted(
                                String.join(" ", command),
                                what,
                                stderr.isBlank() ? "" : ": " + stderr.strip()));
        this.command = List.copyOf(command);
        this.exit = exit;
        this.stderr = stderr;
        this.timedOut = timedOut;
    }

    /** The words of the command, without the settings that every command gets. */
    public List<String> command() {
        return command;
    }

    /** Git's exit code; -1 when we stopped it. */
    public int exit() {
        return exit;
    }

    public String stderr() {
        return stderr;
    }

    /** Whether the time-out stopped it: the same call may succeed another time. */
    public boolean timedOut() {
        return timedOut;
    }
}
