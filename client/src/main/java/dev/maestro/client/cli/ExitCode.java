package dev.maestro.client.cli;

import dev.maestro.client.daemon.DaemonLauncher;
import dev.maestro.protocol.RefusalCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the program ends. Documented; never renumbered. */
public final class ExitCode {

    public static final int OK = 0;

    /** Our fault. */
    public static final int FAULT = 1;

    /** The words on the command line do not fit. */
    public static final int USAGE = 2;

    /** It cannot start: another one has the lock or the port. */
    public static final int CANNOT_START = DaemonLauncher.ANOTHER_RUNS;

    /** Understood, and refused. */
    public static final int REFUSED = 4;

    /** No connection to Studio or the daemon, or nobody there knows this machine. */
    public static final int NOT_CONNECTED = 5;

    public static final int NOT_FOUND = 6;

    /** What was looked at is not in order; what was found says how to mend it. */
    public static final int PROBLEMS = 7;

    private ExitCode() {}

    /** Each with its meaning, as the help prints them. */
    public static Map<String, String> meanings() {
        Map<String, String> meanings = new LinkedHashMap<>();
        meanings.put(String.valueOf(OK), "done");
        meanings.put(String.valueOf(FAULT), "our fault");
        meanings.put(String.valueOf(USAGE), "the words on the command line do not fit");
        meanings.put(String.valueOf(CANNOT_START), "another one runs already");
        meanings.put(String.valueOf(REFUSED), "understood, and refused");
        meanings.put(
                String.valueOf(NOT_CONNECTED),
                "no connection to Studio or the daemon, or this machine is not known there");
        meanings.put(String.valueOf(NOT_FOUND), "there is no such thing");
        meanings.put(String.valueOf(PROBLEMS), "what was looked at is not in order");
        return meanings;
    }

    static int of(RefusalCode code) {
        return switch (code) {
            case UNAUTHENTICATED -> NOT_CONNECTED;
            case NOT_FOUND -> NOT_FOUND;
            case INTERNAL -> FAULT;
            default -> REFUSED;
        };
    }
}
