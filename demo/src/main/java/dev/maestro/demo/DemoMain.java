package dev.maestro.demo;

import picocli.CommandLine;

/** The program behind {@code ./maestro demo}. */
public final class DemoMain {

    private DemoMain() {}

    /** The command as the program runs it. */
    public static CommandLine commandLine() {
        CommandLine line = new CommandLine(new DemoCommand());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("maestro demo: " + failure.getMessage());
            return 1;
        });
        return line;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }
}
