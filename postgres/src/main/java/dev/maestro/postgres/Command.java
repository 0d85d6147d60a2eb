package dev.maestro.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a short-lived program without a shell and with an environment of our own. */
final class Command {

    record Result(int exit, String output) {}

    private Command() {}

    static Result run(List<String> command, Path directory, Duration patience) {
        try {
            Path output = Files.createTempFile("maestro-postgres-", ".out");
            try {
                Process process =
                        prepare(command, directory)
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile())
                                .start();
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new PostgresFailed(command + " did not end within " + patience);
                }
                return new Result(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    /** Nothing of our environment goes in: PostgreSQL's programs read many variables. */
    static ProcessBuilder prepare(List<String> command, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(
                Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C", "TZ", "UTC"));
        return builder.redirectInput(new File("/dev/null"));
    }

    /** The program of this name in the usual places, or an empty list. */
    static List<Path> find(String program) {
        return Arrays.stream(new String[] {"/usr/bin", "/bin", "/usr/sbin", "/sbin"})
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }
}
