package dev.maestro.client.agents;

import dev.maestro.testkit.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program at work as a plain process, without anything of ours around it.
 *
 * @param output with what it wrote to its errors
 */
record AgentRun(int exit, String output) {

    private static final Duration HANG = Duration.ofMinutes(2);

    /** Its input is empty and ended: some of them read all of it before they begin. */
    static AgentRun of(List<String> command, Path directory, Map<String, String> environment) {
        Path output = directory.resolveSibling("output");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(HANG.toSeconds(), TimeUnit.SECONDS)) {
                Processes.killTree(process.toHandle());
                throw new AssertionError(
                        "%s did not end:%n%s".formatted(command, Files.readString(output)));
            }
            return new AgentRun(process.exitValue(), Files.readString(output));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command + " ran", e);
        }
    }
}
