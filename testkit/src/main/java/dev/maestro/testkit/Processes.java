package dev.maestro.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs real programs, and makes sure that none stays. */
public final class Processes {

    /**
     * How a program ended.
     *
     * @param output what it wrote to its output and to its errors, in the order in which it came
     */
    public record Finished(int exit, String output) {}

    private Processes() {}

    /**
     * Runs to the end; kills the whole tree when that takes longer than the patience, and fails.
     */
    public static Finished run(
            Path directory,
            Map<String, String> environment,
            Duration patience,
            List<String> command) {
        try (RunningProgram program = start(directory, environment, command)) {
            int exit = program.awaitEnd(patience);
            return new Finished(exit, program.output());
        }
    }

    /**
     * @param environment is added to ours
     */
    public static RunningProgram start(
            Path directory, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            return new RunningProgram(command, builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** The command that runs a main class on the class path of the running test. */
    public static List<String> java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path", ""));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** As {@code kill -9} of the process and of all that it started. */
    public static void killTree(ProcessHandle root) {
        List<ProcessHandle> below = root.descendants().toList();
        root.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
    }
}
