package dev.maestro.client.work;

import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.sandbox.Confinement;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.NetworkPolicy;
import dev.maestro.protocol.work.RunMethod.CheckResult;
import dev.maestro.protocol.work.StudioMethod.CheckPacket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Runs the project's check command, behind the same fence as an agent but never as part of one, and
 * ends its whole process tree when the time is up.
 */
final class CheckCommand {

    private static final Duration GRACE = Duration.ofMillis(500);

    private final Map<String, String> environment;
    private final Confinement confinement;
    private final Needs needs;

    CheckCommand(Map<String, String> environment, Confinement confinement, NetworkPolicy network) {
        this.environment = Map.copyOf(environment);
        this.confinement = confinement;
        this.needs = Needs.ofCheck(network);
    }

    /** How a check ended. */
    sealed interface Outcome {
        record Ran(CheckResult result) implements Outcome {}

        record TimedOut(CheckResult soFar, Duration limit) implements Outcome {}

        record Stopped() implements Outcome {}
    }

    Outcome run(CheckPacket check, Path worktree, Path log, String mark, StopSignal stop) {
        long started = System.nanoTime();
        ProcessTree tree =
                ProcessTree.start(
                        confinement.confine(
                                new ProcessSpec(
                                        List.of("sh", "-c", check.command()),
                                        worktree,
                                        environment,
                                        Path.of("/dev/null"),
                                        mark),
                                needs));
        Thread writer =
                Thread.ofPlatform().name("check log").daemon().start(() -> write(tree, log));
        Duration limit = Duration.ofSeconds(check.timeoutSeconds());
        try (StopSignal.Registration _ = stop.onStop(() -> tree.end(GRACE))) {
            OptionalInt exit = tree.await(limit);
            tree.end(GRACE);
            writer.join(Duration.ofSeconds(5));
            long millis = (System.nanoTime() - started) / 1_000_000;
            if (stop.stopped()) {
                return new Outcome.Stopped();
            }
            CheckResult result =
                    new CheckResult(check.command(), exit.orElse(-1), millis, LogTail.of(log));
            return exit.isPresent() ? new Outcome.Ran(result) : new Outcome.TimedOut(result, limit);
        } catch (InterruptedException e) {
            tree.end(GRACE);
            Thread.currentThread().interrupt();
            return new Outcome.Stopped();
        }
    }

    private static void write(ProcessTree tree, Path log) {
        try (InputStream output = tree.output();
                OutputStream file = Files.newOutputStream(log)) {
            output.transferTo(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + log, e);
        }
    }
}
