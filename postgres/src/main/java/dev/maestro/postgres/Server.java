package dev.maestro.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, finds and stops the server process of one cluster. The caller holds the directory's lock.
 */
final class Server {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final int PORTS_TO_TRY = 5;
    private static final long LOG_LIMIT_BYTES = 8L << 20;

    private final Path home;
    private final Path data;
    private final Binaries binaries;
    private final Account account;
    private final EmbeddedPostgresConfig config;

    Server(
            Path home,
            Path data,
            Binaries binaries,
            Account account,
            EmbeddedPostgresConfig config) {
        this.home = home;
        this.data = data;
        this.binaries = binaries;
        this.account = account;
        this.config = config;
    }

    /** The server that runs in the directory already, or else a new one; ready for connections. */
    Postmaster run() {
        try {
            Optional<Postmaster> left = leftOver();
            if (left.isPresent()) {
                LOG.info("adopted the PostgreSQL of process {}", left.get().process());
                return left.get();
            }
            rotateLog();
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + data, e);
        }
    }

    /**
     * Open transactions are rolled back, what is committed is kept. Returns when the server is
     * gone.
     */
    void stop() {
        for (String signal : List.of("INT", "QUIT")) {
            Optional<Postmaster> running = Postmaster.in(data).filter(it -> it.runsIn(data));
            if (running.isEmpty()) {
                return;
            }
            long process = running.get().process();
            List<String> command = new ArrayList<>(account.prefix());
            command.addAll(
                    List.of(
                            binaries.program("pg_ctl").toString(),
                            "kill",
                            signal,
                            Long.toString(process)));
            Command.run(command, home, STOP_PATIENCE);
            if (awaitEnd(process)) {
                return;
            }
            LOG.warn("PostgreSQL, process {}, does not stop on signal {}", process, signal);
        }
        throw new PostgresFailed("PostgreSQL does not stop in " + data);
    }

    /**
     * One that a program left behind is taken over when it is what we would start; else it is
     * stopped first.
     */
    private Optional<Postmaster> leftOver() throws IOException {
        long deadline = System.nanoTime() + config.startPatience().toNanos();
        while (true) {
            Optional<Postmaster> found = Postmaster.in(data);
            if (found.isEmpty()) {
                return found;
            }
            Postmaster postmaster = found.get();
            if (!postmaster.runsIn(data)) {
                Files.deleteIfExists(Postmaster.file(data));
                return Optional.empty();
            }
            if (postmaster.ready()) {
                if (isWhatWeWouldStart(postmaster)) {
                    return found;
                }
                stop();
                return Optional.empty();
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new PostgresFailed(
                        "the PostgreSQL left in %s is neither ready nor gone:\n%s"
                                .formatted(data, lastWords()));
            }
            Pause.of(LOOK);
        }
    }

    private boolean isWhatWeWouldStart(Postmaster postmaster) throws IOException {
        return postmaster.runs(binaries.program("postgres"))
                && Files.readString(ServerConf.file(data))
                        .equals(ServerConf.text(postmaster.port(), config.durable()));
    }

    private Postmaster start() throws IOException {
        int port = Ports.free(ServerConf.lastPort(data));
        for (int attempt = 1; ; attempt++) {
            Files.writeString(ServerConf.file(data), ServerConf.text(port, config.durable()));
            account.own(data);
            Process process = spawn();
            Optional<Postmaster> ready = awaitReady(process);
            if (ready.isPresent()) {
                return ready.get();
            }
            if (attempt == PORTS_TO_TRY || Ports.isFree(port)) {
                throw new PostgresFailed(
                        "PostgreSQL ended with %d in %s:\n%s"
                                .formatted(process.exitValue(), data, lastWords()));
            }
            LOG.info("port {} was taken meanwhile", port);
            port = Ports.free(0);
        }
    }

    /** In a session of its own, so that Ctrl-C in our terminal is not for it. */
    private Process spawn() throws IOException {
        List<String> command = new ArrayList<>(account.prefix());
        Command.find("setsid").forEach(setsid -> command.add(setsid.toString()));
        command.addAll(List.of(binaries.program("postgres").toString(), "-D", data.toString()));
        return Command.prepare(command, home)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log().toFile()))
                .start();
    }

    private Optional<Postmaster> awaitReady(Process process) {
        long deadline = System.nanoTime() + config.startPatience().toNanos();
        while (process.isAlive()) {
            Optional<Postmaster> postmaster =
                    Postmaster.in(data).filter(it -> it.process() == process.pid() && it.ready());
            if (postmaster.isPresent()) {
                return postmaster;
            }
            if (System.nanoTime() - deadline >= 0) {
                process.destroyForcibly();
                throw new PostgresFailed(
                        "PostgreSQL was not ready within %s:\n%s"
                                .formatted(config.startPatience(), lastWords()));
            }
            Pause.of(LOOK);
        }
        return Optional.empty();
    }

    private boolean awaitEnd(long process) {
        long deadline = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            Optional<Postmaster> there = Postmaster.in(data);
            if (there.isEmpty() || there.get().process() != process || !there.get().runsIn(data)) {
                return true;
            }
            Pause.of(LOOK);
        }
        return false;
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_LIMIT_BYTES) {
            Files.move(log(), home.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }
}
