package dev.maestro.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that a test has started, with all that it has written so far. Any thread may use it.
 */
public final class RunningProgram implements AutoCloseable {

    private final List<String> command;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    RunningProgram(List<String> command, Process process) {
        this.command = List.copyOf(command);
        this.process = process;
        this.reader = Thread.ofVirtual().name("output of " + process.pid()).start(this::read);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Waits for a line in which the pattern is found, also one that is already there. */
    public Matcher awaitLine(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return Eventually.eventually(
                () -> {
                    boolean over = !reader.isAlive();
                    for (String line : lines) {
                        Matcher matcher = wanted.matcher(line);
                        if (matcher.find()) {
                            return matcher;
                        }
                    }
                    if (over) {
                        throw new AssertionError(
                                "%s ended without a line like %s:\n%s"
                                        .formatted(command, pattern, output()));
                    }
                    return wanted.matcher("");
                },
                matcher -> matcher.reset().find());
    }

    /**
     * @return the exit code
     */
    public int awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
                throw new AssertionError(
                        "%s did not end within %s:\n%s".formatted(command, patience, output()));
            }
            reader.join(patience);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    public String output() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** As Ctrl-C would, but to this process alone: the program may say good-bye. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} of this process alone: what it started lives on. */
    public void killAlone() {
        process.destroyForcibly();
        awaitDeath();
    }

    /** As {@code kill -9} of this process and of all that it started. */
    public void kill() {
        Processes.killTree(process.toHandle());
        awaitDeath();
    }

    @Override
    public void close() {
        kill();
    }

    private void awaitDeath() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            in.lines().forEach(lines::add);
        } catch (UncheckedIOException e) {
            lines.add("(output ends: " + e.getMessage() + ")");
        } catch (IOException e) {
            lines.add("(output does not close: " + e.getMessage() + ")");
        }
    }
}
