package dev.maestro.client.provider.aider;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.agent.AgentProgram;
import dev.maestro.client.agent.AgentRun;
import dev.maestro.client.agent.Turns;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.NetworkPolicy;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs Aider once a turn. It never runs shell commands headless, so there is nothing to permit; the
 * daemon commits what it leaves.
 */
public final class AiderProvider implements Provider {

    private static final List<String> ALWAYS =
            List.of(
                    "--yes-always",
                    "--no-stream",
                    "--no-pretty",
                    "--no-check-update",
                    "--no-show-release-notes",
                    "--no-show-model-warnings",
                    "--no-gitignore",
                    "--no-analytics",
                    "--no-suggest-shell-commands",
                    "--no-auto-commits",
                    "--no-dirty-commits");

    private final ProviderSettings settings;
    private final Map<String, String> environment;
    private final Patience patience;

    /**
     * @param environment what its process may see of the daemon's own
     */
    public AiderProvider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "aider";
    }

    /** Without a setting it chooses by the keys that it finds. */
    @Override
    public Optional<String> model(ModelSize size) {
        return Optional.ofNullable(settings.models().get(size));
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        return Turns.of(call, this::turn);
    }

    private Turns.Ended turn(ProviderCall call, String prompt, Optional<String> session) {
        Path history = call.scratch().resolve("aider-chat.md");
        Path words = call.written(prompt);
        AgentProgram program =
                new AgentProgram(
                        command(call, words, history),
                        AgentEnvironment.of(call, environment),
                        needs(call, words),
                        new AgentProgram.Stdin.Nothing(),
                        ProcessTree.Ask.TERMINATE);
        ProviderOutcome outcome =
                AgentRun.of(
                        program,
                        call,
                        patience,
                        new AiderReader(model(call.size()), InstantSource.system()));
        // The conversation lives as long as the run's scratch directory, no longer.
        return new Turns.Ended(outcome, Optional.of(history.toString()), false);
    }

    private List<String> command(ProviderCall call, Path words, Path history) {
        List<String> command = new ArrayList<>();
        command.add(settings.program().orElse("aider"));
        command.addAll(ALWAYS);
        command.addAll(List.of("--message-file", words.toString()));
        command.addAll(List.of("--chat-history-file", history.toString()));
        command.addAll(
                List.of(
                        "--input-history-file",
                        call.scratch().resolve("aider-input.txt").toString()));
        if (Files.exists(history)) {
            command.add("--restore-chat-history");
        }
        if (call.purpose() == Purpose.REVIEW) {
            command.addAll(List.of("--chat-mode", "ask"));
        }
        model(call.size()).ifPresent(model -> command.addAll(List.of("--model", model)));
        command.addAll(settings.arguments());
        return command;
    }

    private Needs needs(ProviderCall call, Path words) {
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        return new Needs(
                List.of(home.resolve(".aider"), call.scratch()),
                List.of(call.prompt(), words, home.resolve(".aider.conf.yml")),
                NetworkPolicy.OPEN);
    }
}
