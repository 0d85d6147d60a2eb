package dev.maestro.git;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs native git in one directory. Immutable, safe for any thread. Whoever hands it text from
 * outside answers for it: an argument that begins with {@code -} is an option to git, so names go
 * through {@link BranchName} or {@link CommitId} first, and paths after {@code --}.
 */
public final class Git {

    /** For commands that only read or write this disk. */
    static final Duration LOCAL = Duration.ofMinutes(2);

    /** For commands that talk to a remote or write a whole working tree. */
    static final Duration LONG = Duration.ofMinutes(10);

    private static final int OUTPUT_LIMIT = 32 * 1024 * 1024;

    private final Path directory;
    private final Map<String, String> environment;
    private final Duration timeout;

    private Git(Path directory, Map<String, String> environment, Duration timeout) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.timeout = timeout;
    }

    /** Git in a directory, with a time-out of two minutes. */
    public static Git at(Path directory) {
        return new Git(directory, Map.of(), LOCAL);
    }

    /** The same with another time-out, after which the process and all it started are killed. */
    public Git within(Duration limit) {
        return new Git(directory, environment, limit);
    }

    /** Runs a command; throws {@link GitFailed} when its exit code is not 0. */
    public GitResult run(String... arguments) {
        return run(List.of(arguments));
    }

    /**
     * Runs a command and leaves the judgement of its exit code to the caller; throws {@link
     * GitFailed} on a time-out.
     */
    public GitResult tryRun(String... arguments) {
        return tryRun(List.of(arguments));
    }

    GitResult run(List<String> arguments) {
        return expectOk(arguments, tryRun(arguments));
    }

    GitResult tryRun(List<String> arguments) {
        return GitProcess.run(call(arguments, OUTPUT_LIMIT, false, null, null, null));
    }

    /** Runs a command that reads {@code input}. */
    GitResult runWith(byte[] input, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        return expectOk(words, GitProcess.run(call(words, OUTPUT_LIMIT, false, input, null, null)));
    }

    /** Runs a command whose output is cut after {@code maxBytes}, and git stopped there. */
    GitResult tryRunCutAt(int maxBytes, String... arguments) {
        return GitProcess.run(call(List.of(arguments), maxBytes, true, null, null, null));
    }

    GitResult runIntoFile(Path file, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        return expectOk(words, GitProcess.run(call(words, OUTPUT_LIMIT, false, null, null, file)));
    }

    GitResult runFromFile(Path file, String... arguments) {
        List<String> words = Arrays.asList(arguments);
        return expectOk(words, GitProcess.run(call(words, OUTPUT_LIMIT, false, null, file, null)));
    }

    Git with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    Git with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(more);
        return new Git(directory, all, timeout);
    }

    GitFailed failure(List<String> arguments, GitResult result) {
        return GitProcess.failure(
                arguments, result.exit(), result.err(), "ended with " + result.exit(), false);
    }

    private GitResult expectOk(List<String> arguments, GitResult result) {
        if (!result.ok()) {
            throw failure(arguments, result);
        }
        return result;
    }

    private GitProcess.Call call(
            List<String> arguments,
            int limit,
            boolean mayTruncate,
            byte @Nullable [] input,
            @Nullable Path inputFile,
            @Nullable Path outputFile) {
        return new GitProcess.Call(
                directory,
                environment,
                arguments,
                timeout,
                limit,
                mayTruncate,
                input,
                inputFile,
                outputFile);
    }
}
