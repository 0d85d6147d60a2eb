package dev.maestro.client.provider.command;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.platform.ProcessSpec;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.AgentFailure;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.provider.StopSignal;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.NetworkPolicy;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Runs {@code sh -c <command>} in the worktree, with the prompt as its standard input. */
public final class CommandProvider implements Provider {

    private static final Duration GRACE = Duration.ofMillis(500);
    private static final int NOT_FOUND = 127;
    private static final Pattern ABSOLUTE = Pattern.compile("(?:^|[\\s'\"=])(/[^\\s'\";&|]+)");

    private final String command;
    private final Map<String, String> environment;
    private final Patience patience;

    public CommandProvider(String command, Map<String, String> environment, Patience patience) {
        this.command = command;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        call.steering().end();
        ProcessTree tree;
        try {
            tree = ProcessTree.start(spec(call));
        } catch (UncheckedIOException e) {
            return new ProviderOutcome.Failed(new AgentFailure.NotInstalled(command));
        }
        OutputPump pump = OutputPump.start(tree, call.transcript());
        try (StopSignal.Registration _ = call.stop().onInsistence(tree::kill);
                StopSignal.Registration _ = call.stop().onStop(() -> tree.end(GRACE))) {
            return watch(tree, pump, call);
        } catch (InterruptedException e) {
            tree.end(GRACE);
            Thread.currentThread().interrupt();
            return new ProviderOutcome.Stopped();
        } finally {
            pump.drain();
        }
    }

    private ProviderOutcome watch(ProcessTree tree, OutputPump pump, ProviderCall call)
            throws InterruptedException {
        long started = System.nanoTime();
        Duration look = Duration.ofSeconds(1);
        while (true) {
            OptionalInt exit = tree.await(look);
            if (call.stop().stopped()) {
                tree.end(GRACE);
                return new ProviderOutcome.Stopped();
            }
            if (exit.isPresent()) {
                return ended(exit.getAsInt());
            }
            if (pump.silence().compareTo(patience.tool()) > 0) {
                tree.end(GRACE);
                return new ProviderOutcome.Failed(
                        new AgentFailure.Stalled(AgentFailure.Silence.TOOL, patience.tool()));
            }
            if (System.nanoTime() - started > patience.total().toNanos()) {
                tree.end(GRACE);
                return new ProviderOutcome.Failed(new AgentFailure.TimedOut(patience.total()));
            }
        }
    }

    private ProviderOutcome ended(int exit) {
        return switch (exit) {
            case 0 -> new ProviderOutcome.Finished();
            case NOT_FOUND -> new ProviderOutcome.Failed(new AgentFailure.NotInstalled(command));
            default -> new ProviderOutcome.Failed(new AgentFailure.Crashed(exit, ""));
        };
    }

    /** The files that the command itself names: where they are, the sandbox shows nothing. */
    private List<Path> scripts() {
        return ABSOLUTE.matcher(command)
                .results()
                .map(found -> Path.of(found.group(1)))
                .filter(Files::isRegularFile)
                .toList();
    }

    private static Path steering(ProviderCall call) {
        return Path.of(
                call.facts().getOrDefault("MAESTRO_STEERING_FILE", call.prompt().toString()));
    }

    private ProcessSpec spec(ProviderCall call) {
        ProcessSpec spec =
                new ProcessSpec(
                        List.of("sh", "-c", command),
                        call.worktree(),
                        AgentEnvironment.of(call, environment),
                        call.prompt(),
                        call.mark());
        List<Path> readable = new ArrayList<>(scripts());
        readable.add(call.prompt());
        readable.add(steering(call));
        return call.confinement().confine(spec, new Needs(List.of(), readable, NetworkPolicy.OPEN));
    }
}
