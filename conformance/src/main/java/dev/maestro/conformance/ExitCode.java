package dev.maestro.conformance;

/** How the program ends. Documented; never renumbered. */
public final class ExitCode {

    /** Every mandatory point passed. */
    public static final int PASSED = 0;

    /** A mandatory point failed. */
    public static final int FAILED = 1;

    /** The words on the command line do not fit. */
    public static final int USAGE = 2;

    /** Nobody answers at the URL, Studio does not let us in, or the port for webhooks is taken. */
    public static final int CANNOT_START = 3;

    /** No mandatory point failed, but some could not be examined. */
    public static final int INCOMPLETE = 4;

    private ExitCode() {}
}
