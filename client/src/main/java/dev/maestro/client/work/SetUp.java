package dev.maestro.client.work;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.NetworkPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Runs a project's set-up command in a fresh worktree, behind the same fence as the agent. */
final class SetUp {

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Confinement confinement;
    private final Map<String, String> environment;
    private final Duration limit;

    SetUp(Confinement confinement, Map<String, String> environment, Duration limit) {
        this.confinement = confinement;
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    /** How it ended. */
    sealed interface Outcome {
        record Done() implements Outcome {}

        record Failed(String sentence) implements Outcome {}

        record Stopped() implements Outcome {}
    }

    Outcome run(String command, Path worktree, Path log, String mark, StopSignal stop) {
        ProcessTree tree =
                ProcessTree.start(
                        confinement.confine(
                                new ProcessSpec(
                                        List.of("sh", "-c", command),
                                        worktree,
                                        environment,
                                        Path.of("/dev/null"),
                                        mark),
                                Needs.ofCheck(NetworkPolicy.OPEN)));
        Thread writer =
                Thread.ofPlatform().name("set-up log").daemon().start(() -> write(tree, log));
        try (StopSignal.Registration _ = stop.onStop(() -> tree.end(GRACE))) {
            OptionalInt exit = tree.await(limit);
            tree.end(GRACE);
            writer.join(LAST_WORDS);
            if (stop.stopped()) {
                return new Outcome.Stopped();
            }
            return exit.isPresent() && exit.getAsInt() == 0
                    ? new Outcome.Done()
                    : new Outcome.Failed(sentence(command, exit));
        } catch (InterruptedException e) {
            tree.end(GRACE);
            Thread.currentThread().interrupt();
            return new Outcome.Stopped();
        }
    }

    private String sentence(String command, OptionalInt exit) {
        return exit.isPresent()
                ? "the set-up command `%s` ended with %d".formatted(command, exit.getAsInt())
                : "the set-up command `%s` did not end within %d s and was killed with everything it started"
                        .formatted(command, limit.toSeconds());
    }

    private static void write(ProcessTree tree, Path log) {
        try (InputStream output = tree.output()) {
            Files.copy(output, log, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
    }
}
