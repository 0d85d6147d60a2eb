package dev.maestro.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The client's commands, run as processes with a home of their own. */
public final class ClientCommands {

    private final Programs programs;
    private final Path home;

    public ClientCommands(Programs programs, Path home) {
        this.programs = programs;
        this.home = home;
    }

    /**
     * Runs a command in a directory and returns what it printed.
     *
     * @throws IllegalStateException with all it printed when it ends with another code than 0
     */
    public String run(Path directory, String... arguments) {
        try {
            Process process = builder(directory, List.of(arguments)).start();
            process.getOutputStream().close();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(
                        "maestro %s ended with %d:\n%s"
                                .formatted(String.join(" ", arguments), code, printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException("the client could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Starts the daemon again after it was killed; it connects its sessions by itself. */
    public Process daemon(Path directory, Path log) {
        try {
            return builder(directory, List.of("daemon"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon could not be started", e);
        }
    }

    /** The process of the running daemon. */
    public Optional<ProcessHandle> daemonProcess() {
        Path file = home.resolve("run").resolve("daemon.pid");
        try {
            return Files.exists(file)
                    ? ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private ProcessBuilder builder(Path directory, List<String> arguments) {
        ProcessBuilder builder =
                new ProcessBuilder(programs.client(arguments))
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("MAESTRO_HOME", home.toString());
        // What is made for a demonstration has no place in a person's keyring.
        builder.environment().put("MAESTRO_SECRETS", "file");
        // Checks and scripted agents run with the JDK that runs us.
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
