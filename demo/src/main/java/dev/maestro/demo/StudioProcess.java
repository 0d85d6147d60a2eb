package dev.maestro.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Studio as a process with a home and a port of its own. Used by one thread. */
public final class StudioProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(90);
    private static final String READY = "Studio is ready: ";
    private static final String SETUP = "/setup/";

    private final Programs programs;
    private final Path home;
    private final int port;
    private final Path log;
    private final Map<String, String> settings = new TreeMap<>();
    private List<String> wrapper = List.of();
    private Optional<Process> process = Optional.empty();

    /**
     * @param log takes what Studio prints; appended to at every start
     */
    public StudioProcess(Programs programs, Path home, int port, Path log) {
        this.programs = programs;
        this.home = home;
        this.port = port;
        this.log = log;
    }

    /** A setting for the next start, by its variable: {@code MAESTRO_RUN_LEASE_SECONDS}. */
    public StudioProcess set(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    /** A program that the next start goes through; it must become Studio by {@code exec}. */
    public StudioProcess within(List<String> program) {
        wrapper = List.copyOf(program);
        return this;
    }

    /**
     * Starts it and waits until it says that it is ready.
     *
     * @return how long that took
     */
    public Duration start() {
        long began = System.nanoTime();
        long before = size();
        begin();
        while (!printedSince(before).contains(READY)) {
            if (!process.orElseThrow().isAlive()) {
                throw new IllegalStateException(
                        "Studio ended at its start:\n" + printedSince(before));
            }
            if (System.nanoTime() - began > START.toNanos()) {
                kill();
                throw new IllegalStateException(
                        "Studio did not get ready:\n" + printedSince(before));
            }
            Pause.of(Duration.ofMillis(20));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Starts it and does not wait. */
    public void begin() {
        List<String> command = new ArrayList<>(wrapper);
        command.addAll(programs.studio());
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("MAESTRO_HOME", home.toString());
        environment.put("MAESTRO_STUDIO_PORT", String.valueOf(port));
        environment.putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            process = Optional.of(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("Studio could not be started", e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public long pid() {
        return process.orElseThrow().pid();
    }

    public boolean alive() {
        return process.map(Process::isAlive).orElse(false);
    }

    /** The token of the one-time sign-up link that the first start prints. */
    public String setupToken() {
        String printed = printedSince(0);
        int at = printed.indexOf(SETUP);
        if (at < 0) {
            throw new IllegalStateException("Studio printed no sign-up link:\n" + printed);
        }
        String rest = printed.substring(at + SETUP.length());
        return rest.split("\\s", 2)[0];
    }

    /** As {@code kill -9} does it; the database's processes stay behind on purpose. */
    public void kill() {
        process.ifPresent(each -> {
            each.destroyForcibly();
            wait(each, Duration.ofSeconds(10));
        });
    }

    /** Asks it to end, as Ctrl-C does. */
    @Override
    public void close() {
        process.ifPresent(each -> {
            each.destroy();
            if (!wait(each, Duration.ofSeconds(20))) {
                kill();
            }
        });
    }

    private static boolean wait(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long size() {
        return log.toFile().length();
    }

    private String printedSince(long offset) {
        try {
            if (!Files.exists(log)) {
                return "";
            }
            byte[] all = Files.readAllBytes(log);
            // The offset is one of bytes; the log holds letters that take several.
            return new String(all, (int) offset, all.length - (int) offset, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
