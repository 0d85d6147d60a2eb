package dev.maestro.git;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One run of git from start to end: no shell, a fixed environment, bounded output, and a time-out
 * after which the process and everything it started is killed. The only place that starts a
 * process. Used by one thread.
 */
final class GitProcess {

    /**
     * What every command gets: nobody else's code runs (hooks, monitors, helpers of unknown
     * protocols), nothing waits.
     */
    private static final List<String> ALWAYS =
            Stream.of(
                            "core.hooksPath=/dev/null",
                            "core.fsmonitor=false",
                            "core.quotePath=false",
                            "core.editor=true",
                            "protocol.allow=never",
                            "protocol.file.allow=always",
                            "protocol.https.allow=always",
                            "protocol.http.allow=always",
                            "protocol.ssh.allow=always",
                            "protocol.git.allow=always",
                            "gc.auto=0",
                            "maintenance.auto=false",
                            // A pack arrives whole or not at all. Unpacked, a killed fetch could
                            // leave a commit without its files.
                            "fetch.unpackLimit=1",
                            "submodule.recurse=false",
                            // Git would look into a repository that lies in the working tree, by
                            // its
                            // own settings.
                            "diff.ignoreSubmodules=dirty",
                            "status.submoduleSummary=false",
                            "fetch.recurseSubmodules=false",
                            "push.recurseSubmodules=no",
                            "push.gpgSign=false",
                            "commit.gpgSign=false",
                            "merge.verifySignatures=false",
                            "advice.addEmbeddedRepo=false")
                    .flatMap(setting -> Stream.of("-c", setting))
                    .toList();

    private static final Map<String, String> FIXED =
            Map.ofEntries(
                    Map.entry("GIT_TERMINAL_PROMPT", "0"),
                    Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
                    Map.entry("GIT_NO_REPLACE_OBJECTS", "1"),
                    Map.entry("GIT_OPTIONAL_LOCKS", "0"),
                    Map.entry("GIT_PAGER", "cat"),
                    Map.entry("LC_ALL", "C"),
                    Map.entry("TZ", "UTC"),
                    // Neither ssh nor git may ask a person, also where a terminal is near: every
                    // question is answered with a failure.
                    Map.entry("SSH_ASKPASS", "/bin/false"),
                    Map.entry("SSH_ASKPASS_REQUIRE", "force"),
                    Map.entry("GIT_AUTHOR_NAME", Person.MAESTRO.name()),
                    Map.entry("GIT_AUTHOR_EMAIL", Person.MAESTRO.email()),
                    Map.entry("GIT_COMMITTER_NAME", Person.MAESTRO.name()),
                    Map.entry("GIT_COMMITTER_EMAIL", Person.MAESTRO.email()));

    /**
     * What git and ssh need of the world: programs, keys, the user's settings with their credential
     * helper, proxies.
     */
    private static final List<String> INHERITED =
            List.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "TMPDIR",
                    "XDG_CONFIG_HOME",
                    "XDG_RUNTIME_DIR",
                    "SSH_AUTH_SOCK",
                    "DBUS_SESSION_BUS_ADDRESS",
                    "GIT_SSH_COMMAND",
                    "GIT_CONFIG_GLOBAL",
                    "GIT_SSL_CAINFO",
                    "SSL_CERT_FILE",
                    "http_proxy",
                    "https_proxy",
                    "no_proxy",
                    "HTTPS_PROXY",
                    "NO_PROXY",
                    "ALL_PROXY",
                    "all_proxy");

    private static final Pattern CREDENTIALS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)[^/\\s'\"]*@");
    private static final int ERR_LIMIT = 64 * 1024;
    private static final Duration STRAGGLERS = Duration.ofSeconds(5);
    private static final File NOTHING = new File("/dev/null");

    /** One command: where, which, with what, and how long and how much it may. */
    record Call(
            Path directory,
            Map<String, String> environment,
            List<String> arguments,
            Duration timeout,
            int outputLimit,
            boolean mayTruncate,
            byte @Nullable [] input,
            @Nullable Path inputFile,
            @Nullable Path outputFile) {}

    private final Call call;
    private final Process process;
    private volatile boolean overflowed;

    private GitProcess(Call call, Process process) {
        this.call = call;
        this.process = process;
    }

    /**
     * Runs the command to its end and returns whatever it answered, also when the exit code is not
     * 0.
     */
    static GitResult run(Call call) {
        ProcessBuilder builder = new ProcessBuilder(commandLine(call.arguments()));
        builder.directory(call.directory().toFile());
        environment(builder.environment(), call.environment());
        if (call.inputFile() != null) {
            builder.redirectInput(call.inputFile().toFile());
        } else if (call.input() == null) {
            builder.redirectInput(NOTHING);
        }
        if (call.outputFile() != null) {
            builder.redirectOutput(call.outputFile().toFile());
        }
        try {
            return new GitProcess(call, builder.start()).toItsEnd();
        } catch (IOException e) {
            throw new UncheckedIOException("git could not be started in " + call.directory(), e);
        }
    }

    /** User names and passwords in addresses, replaced by {@code ***}. */
    static String masked(String text) {
        return CREDENTIALS.matcher(text).replaceAll("$1***@");
    }

    private GitResult toItsEnd() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<Thread> threads = new ArrayList<>(3);
        if (call.outputFile() == null) {
            threads.add(started("git-out", () -> readOut(out)));
        }
        threads.add(started("git-err", () -> readErr(err)));
        byte[] input = call.input();
        if (input != null) {
            threads.add(started("git-in", () -> write(input)));
        }
        try {
            boolean ended = process.waitFor(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
            if (!ended) {
                killTree();
            }
            for (Thread thread : threads) {
                // Something git left behind (an ssh master) may hold the pipe open; we do not wait
                // for its end.
                thread.join(STRAGGLERS);
            }
            if (!ended) {
                throw failed(
                        -1,
                        text(err),
                        "did not end within %d ms".formatted(call.timeout().toMillis()),
                        true);
            }
        } catch (InterruptedException e) {
            killTree();
            Thread.currentThread().interrupt();
            throw failed(-1, text(err), "was interrupted", false);
        }
        if (overflowed && !call.mayTruncate()) {
            throw failed(-1, "", "said more than %d bytes".formatted(call.outputLimit()), false);
        }
        return new GitResult(overflowed ? 0 : process.exitValue(), text(out), masked(text(err)));
    }

    GitFailed failed(int exit, String err, String what, boolean timedOut) {
        return failure(call.arguments(), exit, err, what, timedOut);
    }

    static GitFailed failure(
            List<String> arguments, int exit, String err, String what, boolean timedOut) {
        List<String> command =
                Stream.concat(Stream.of("git"), arguments.stream())
                        .map(GitProcess::masked)
                        .toList();
        return new GitFailed(command, exit, masked(err), what, timedOut);
    }

    private void readOut(ByteArrayOutputStream to) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream from = process.getInputStream()) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                int room = call.outputLimit() - to.size();
                synchronized (to) {
                    to.write(buffer, 0, Math.min(n, room));
                }
                if (n > room) {
                    overflowed = true;
                    killTree();
                    return;
                }
            }
        } catch (IOException e) {
            // The pipe broke because the process was killed: what was read is all there is.
        }
    }

    private void readErr(ByteArrayOutputStream to) {
        byte[] buffer = new byte[4 * 1024];
        try (InputStream from = process.getErrorStream()) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                synchronized (to) {
                    to.write(buffer, 0, Math.min(n, ERR_LIMIT - to.size()));
                }
            }
        } catch (IOException e) {
            // As above.
        }
    }

    private void write(byte[] input) {
        try (OutputStream to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException e) {
            // Git ended without reading everything; its exit code tells the story.
        }
    }

    /**
     * Everything is made to stand still before it is killed. A child that git starts while we look
     * for its children would otherwise outlive it, and without its parent could no longer be found.
     */
    private void killTree() {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        List<ProcessHandle> found = List.of(process.toHandle());
        while (!found.isEmpty()) {
            standStill(found);
            tree.addAll(found);
            found = process.descendants().filter(child -> !tree.contains(child)).toList();
        }
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    /** Java cannot send this signal. Where it cannot be sent, the kill is only less sure. */
    private static void standStill(List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -STOP \"$@\"", "sh"));
        processes.forEach(each -> command.add(Long.toString(each.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectInput(NOTHING)
                    .redirectOutput(NOTHING)
                    .redirectError(NOTHING)
                    .start()
                    .onExit()
                    .get(5, TimeUnit.SECONDS);
        } catch (IOException | ExecutionException | TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread started(String name, Runnable work) {
        // Platform threads: reading a process's pipe would hold a carrier thread of the virtual
        // ones.
        return Thread.ofPlatform().name(name).daemon().start(work);
    }

    private static String text(ByteArrayOutputStream bytes) {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private static List<String> commandLine(List<String> arguments) {
        List<String> line = new ArrayList<>(ALWAYS.size() + arguments.size() + 1);
        line.add("git");
        line.addAll(ALWAYS);
        line.addAll(arguments);
        return line;
    }

    private static void environment(Map<String, String> environment, Map<String, String> own) {
        Map<String, String> inherited = new HashMap<>();
        for (String name : INHERITED) {
            String value = environment.get(name);
            if (value != null) {
                inherited.put(name, value);
            }
        }
        environment.clear();
        environment.putAll(inherited);
        environment.putAll(FIXED);
        environment.putAll(own);
    }
}
