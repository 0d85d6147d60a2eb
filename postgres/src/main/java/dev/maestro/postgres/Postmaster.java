package dev.maestro.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of a server. Its lines are: process, data directory, start time,
 * port, socket directory, address, shared memory, status (PostgreSQL's {@code miscadmin.h}); the
 * last ones come a moment later.
 *
 * @param port 0 as long as the server has not said it
 */
record Postmaster(long process, int port, String status) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Path file(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Empty when no server runs in the directory nor died in it. */
    static Optional<Postmaster> in(Path data) {
        try {
            List<String> lines = Files.readAllLines(file(data));
            if (lines.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Postmaster(
                            Long.parseLong(lines.getFirst().strip()),
                            lines.size() > PORT_LINE
                                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                                    : 0,
                            lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : ""));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean ready() {
        return status.equals("ready") && port > 0;
    }

    /**
     * Whether the process is a server of this directory. After a reboot its number may belong to
     * anybody, and PostgreSQL itself would then refuse to start; a zombie has no command line and
     * is none.
     */
    boolean runsIn(Path data) {
        return commandLine()
                .map(line -> line.contains("postgres") && line.contains(data.toString()))
                .orElse(false);
    }

    boolean runs(Path program) {
        return commandLine().map(line -> line.contains(program.toString())).orElse(false);
    }

    private Optional<String> commandLine() {
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().commandLine());
    }
}
