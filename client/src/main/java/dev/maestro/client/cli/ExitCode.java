package dev.maestro.client.cli;

import dev.maestro.protocol.RefusalCode;

/** How the program ends. Documented; never renumbered. */
public final class ExitCode {

    public static final int OK = 0;

    /** Our fault. */
    public static final int FAULT = 1;

    /** The words on the command line do not fit. */
    public static final int USAGE = 2;

    /** It cannot start: another one has the lock or the port. */
    public static final int CANNOT_START = 3;

    /** Understood, and refused. */
    public static final int REFUSED = 4;

    /** No connection to Studio or the daemon, or nobody there knows this machine. */
    public static final int NOT_CONNECTED = 5;

    public static final int NOT_FOUND = 6;

    /** What was looked at is not in order; what was found says how to mend it. */
    public static final int PROBLEMS = 7;

    private ExitCode() {}

    static int of(RefusalCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> NOT_CONNECTED;
            case NOT_FOUND -> NOT_FOUND;
            case INTERNAL -> FAULT;
            default -> REFUSED;
        };
    }
}
