package dev.maestro.demo;

import picocli.CommandLine;

/** The program behind {@code ./maestro demo}. */
public final class DemoMain {

    private DemoMain() {}

    public static void main(String[] arguments) {
        CommandLine line = new CommandLine(new DemoCommand());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            command.getErr().println("maestro demo: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(arguments));
    }
}
