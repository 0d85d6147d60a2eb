package dev.maestro.client.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.client.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the daemon as a process of its own, which outlives the terminal, or finds the one that
 * runs. When two start one at the same time, the lock decides, and both find the one that lives.
 */
public final class DaemonLauncher {

    /** How a daemon ends that finds another one at work. */
    public static final int ANOTHER_RUNS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** So often it may end before it listens. */
    private static final int TRIES = 3;

    private static final int TAIL = 4096;
    private static final Duration LOOK = Duration.ofMillis(40);

    private final MaestroHome home;
    private final String mainClass;
    private final String classPath;
    private final List<String> arguments;

    /**
     * @param mainClass understands the argument {@code daemon}
     */
    public DaemonLauncher(MaestroHome home, String mainClass, String classPath) {
        this(home, mainClass, classPath, List.of("daemon"));
    }

    private DaemonLauncher(
            MaestroHome home, String mainClass, String classPath, List<String> arguments) {
        this.home = home;
        this.mainClass = mainClass;
        this.classPath = classPath;
        this.arguments = List.copyOf(arguments);
    }

    /** The same program as a worker's daemon, which ends with its lead. */
    public DaemonLauncher worker(MaestroHome worker, String lead) {
        return new DaemonLauncher(
                worker,
                mainClass,
                classPath,
                List.of("daemon", "--lead", lead, "--lead-home", home.root().toString()));
    }

    /**
     * The running daemon, started if there was none; waits until it listens, at most 20 s, and not
     * for one that ends again and again before it does.
     */
    public DaemonClient ensure() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        @Nullable Process started = null;
        int ended = 0;
        while (System.nanoTime() < deadline) {
            Optional<DaemonClient> running = DaemonClient.find(home);
            if (running.isPresent()) {
                return running.get();
            }
            if (started == null) {
                started = start();
            } else if (started.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                // Another one had the lock: it will listen soon, or it is about to end.
                ended += started.exitValue() == ANOTHER_RUNS ? 0 : 1;
                started = null;
                if (ended == TRIES) {
                    throw new IllegalStateException(
                            "the daemon ends as soon as it is started: %s; see %s"
                                    .formatted(lastWords(), log()));
                }
            }
        }
        throw new IllegalStateException("the daemon did not start; see " + log());
    }

    private Process start() {
        List<String> command = new ArrayList<>(detached());
        command.addAll(OwnProgram.of(classPath).command(mainClass, arguments));
        PrivateFiles.directory(home.daemon());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("MAESTRO_HOME", home.root().toString());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.directory(home.root().toFile());
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the daemon", e);
        }
    }

    /** The last line of its log that is no part of a stack trace. */
    private String lastWords() {
        try (FileChannel channel = FileChannel.open(log())) {
            channel.position(Math.max(0, channel.size() - TAIL));
            return new String(Channels.newInputStream(channel).readNBytes(TAIL), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                    .reduce((_, later) -> later)
                    .orElse("it says nothing");
        } catch (IOException e) {
            return "its log cannot be read";
        }
    }

    private Path log() {
        return home.daemon().resolve("daemon.out");
    }

    /** A session of its own, so that neither Ctrl-C nor the end of the terminal reaches it. */
    private static List<String> detached() {
        return Files.isExecutable(Path.of("/usr/bin/setsid"))
                ? List.of("/usr/bin/setsid")
                : List.of("/usr/bin/nohup");
    }
}
