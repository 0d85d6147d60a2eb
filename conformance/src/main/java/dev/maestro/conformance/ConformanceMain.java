package dev.maestro.conformance;

import picocli.CommandLine;

/** The program. */
public final class ConformanceMain {

    private ConformanceMain() {}

    /** The command as the program runs it. */
    public static CommandLine commandLine() {
        return new CommandLine(new ConformanceCommand());
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
