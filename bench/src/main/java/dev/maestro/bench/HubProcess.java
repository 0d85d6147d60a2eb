package dev.maestro.bench;

import dev.maestro.demo.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The standalone hub as a process of its own, and what the operating system says of it. */
final class HubProcess implements AutoCloseable {

    static final String APP = "bench";
    static final String KEY = "bench-key";
    static final String SECRET = "bench-secret";

    private static final String READY = "Hub is ready: ";
    private static final long TICK_NANOS = 10_000_000;

    private final Process process;
    private final int port;

    private HubProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static HubProcess start() {
        return start(List.of());
    }

    /** With further options. */
    static HubProcess start(List<String> options) {
        String launcher = Programs.find().root().resolve("maestro").toString();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                launcher,
                                "--built",
                                "hub",
                                "--port",
                                "0",
                                "--max-client-events-per-second",
                                "0"));
        command.addAll(options);
        command.addAll(List.of("--app", APP + ":" + KEY + ":" + SECRET));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            BufferedReader words = process.inputReader();
            String line = words.readLine();
            while (line != null && !line.startsWith(READY)) {
                line = words.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("the hub did not start");
            }
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            return new HubProcess(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Processor time it has used so far, in its own code and in the kernel. */
    long cpuNanos() {
        try {
            Path file = Path.of("/proc", String.valueOf(process.pid()), "stat");
            String stat = Files.readString(file);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_NANOS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long residentMebibytes() {
        return Ground.resident(process.pid());
    }

    /** The bytes that a full collection leaves on its heap. */
    long liveHeapBytes() {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process histogram =
                    new ProcessBuilder(jcmd, String.valueOf(process.pid()), "GC.class_histogram")
                            .start();
            try (BufferedReader lines = histogram.inputReader()) {
                return lines.lines()
                        .filter(line -> line.startsWith("Total"))
                        .mapToLong(line -> Long.parseLong(line.strip().split("\\s+")[2]))
                        .sum();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
