package dev.maestro.client.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * A program with everything it starts. It hangs on a lifeline: a pipe that this process holds, so
 * that the tree ends when this process ends, even by {@code kill -9} (decision 3). Any thread may
 * use it; its output is read by exactly one.
 */
public final class ProcessTree {

    private static final String SUPERVISOR = supervisor();
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

    private final Process supervisor;
    private final String mark;

    private ProcessTree(Process supervisor, String mark) {
        this.supervisor = supervisor;
        this.mark = mark;
    }

    /** How a tree is asked to end before it is killed. */
    public enum Ask {
        TERMINATE("T\n"),
        INTERRUPT("I\n"),
        /** Not at all. */
        KILL("K\n");

        private final String word;

        Ask(String word) {
            this.word = word;
        }
    }

    /**
     * With standard output and standard error as one.
     *
     * @throws UncheckedIOException when the directory is missing or there is no {@code bash}
     */
    public static ProcessTree start(ProcessSpec spec) {
        return start(spec, true);
    }

    /**
     * With standard error apart: both are read, or the program comes to a halt.
     *
     * @throws UncheckedIOException when the directory is missing or there is no {@code bash}
     */
    public static ProcessTree startApart(ProcessSpec spec) {
        return start(spec, false);
    }

    private static ProcessTree start(ProcessSpec spec, boolean merged) {
        List<String> line = new ArrayList<>(List.of("bash", "-c", SUPERVISOR, "lifeline"));
        line.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .directory(spec.directory().toFile())
                        .redirectErrorStream(merged);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(spec.environment());
        environment.put("MAESTRO_STDIN", spec.input().toString());
        environment.put("MAESTRO_MARK", spec.mark());
        try {
            return new ProcessTree(builder.start(), spec.mark());
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + spec.command().getFirst(), e);
        }
    }

    /** What it prints, as it comes; ends when the tree has ended. */
    public InputStream output() {
        return supervisor.getInputStream();
    }

    /** Standard error of a tree that was started with it apart. */
    public InputStream errors() {
        return supervisor.getErrorStream();
    }

    public boolean alive() {
        return supervisor.isAlive();
    }

    /** The exit code of the program, 128 + signal when a signal ended it; empty when time is up. */
    public OptionalInt await(Duration limit) throws InterruptedException {
        return supervisor.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                ? OptionalInt.of(supervisor.exitValue())
                : OptionalInt.empty();
    }

    /** Calls once with what {@link #await} would answer, on a thread of its own. */
    public void onExit(IntConsumer then) {
        supervisor.onExit().thenAccept(ended -> then.accept(ended.exitValue()));
    }

    /**
     * Ends the whole tree: asks first, kills after {@code grace}. Returns when it is gone. May be
     * called more than once.
     */
    public void end(Duration grace) {
        end(Ask.TERMINATE, grace);
    }

    /**
     * The same, asked in another way. Who belongs to the tree is taken down before the first word:
     * what leaves its group and drops the mark is an orphan once its parent has ended.
     */
    public void end(Ask ask, Duration grace) {
        List<ProcessHandle> members = supervisor.descendants().toList();
        try {
            say(ask.word);
            if (await(ask == Ask.KILL ? LAST_PATIENCE : grace).isEmpty()) {
                say(Ask.KILL.word);
                if (await(LAST_PATIENCE).isEmpty()) {
                    supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
                    supervisor.destroyForcibly();
                    killMarked(mark);
                }
            }
        } catch (InterruptedException e) {
            supervisor.destroyForcibly();
            killMarked(mark);
            Thread.currentThread().interrupt();
        } finally {
            members.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Does not wait: whoever waits for its end sees it soon. */
    public void kill() {
        supervisor.descendants().forEach(ProcessHandle::destroyForcibly);
        say(Ask.KILL.word);
    }

    private void say(String word) {
        try {
            OutputStream lifeline = supervisor.getOutputStream();
            lifeline.write(word.getBytes(StandardCharsets.US_ASCII));
            lifeline.flush();
        } catch (IOException e) {
            // The supervisor has ended: so has the tree.
        }
    }

    /**
     * Kills every process that carries the mark, whoever started it; for trees of a daemon that is
     * gone. Looks into {@code /proc}; where there is none, nothing is found.
     *
     * @return how many were killed
     */
    public static int killMarked(String mark) {
        String entry = "MAESTRO_MARK=" + mark;
        int killed = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(ProcessTree::isProcess).toList()) {
                if (carries(process, entry)) {
                    long pid = Long.parseLong(process.getFileName().toString());
                    killed +=
                            ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false)
                                    ? 1
                                    : 0;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return killed;
        }
        return killed;
    }

    private static boolean isProcess(Path path) {
        return path.getFileName().toString().chars().allMatch(Character::isDigit);
    }

    private static boolean carries(Path process, String entry) {
        try {
            String environment =
                    Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return List.of(environment.split("\0")).contains(entry);
        } catch (IOException e) {
            return false;
        }
    }

    private static String supervisor() {
        try (InputStream in = ProcessTree.class.getResourceAsStream("lifeline.sh")) {
            if (in == null) {
                throw new IllegalStateException("lifeline.sh is missing from the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
