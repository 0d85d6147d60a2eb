package dev.maestro.client.provider.opencode;

import dev.maestro.client.agent.AgentProgram;
import dev.maestro.client.agent.AgentRun;
import dev.maestro.client.agent.HomeState;
import dev.maestro.client.agent.Turns;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.ProviderSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs a server of OpenCode for each run, and ends it with the run. */
public final class OpenCodeProvider implements Provider {

    private final ProviderSettings settings;
    private final Map<String, String> environment;
    private final Patience patience;

    /**
     * @param environment what its process may see of the daemon's own
     */
    public OpenCodeProvider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        this.settings = settings;
        this.environment = Map.copyOf(environment);
        this.patience = patience;
    }

    @Override
    public String name() {
        return "opencode";
    }

    /**
     * It has models of many vendors; without a setting it uses what its own configuration names.
     */
    @Override
    public Optional<String> model(ModelSize size) {
        return Optional.ofNullable(settings.models().get(size));
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        return Turns.of(call, this::turn);
    }

    private Turns.Ended turn(ProviderCall call, String prompt, Optional<String> session) {
        OpenCodeTask task =
                new OpenCodeTask(
                        prompt,
                        session,
                        model(call.size()),
                        settings.permission(),
                        UUID.randomUUID().toString());
        try (OpenCodeReader reader =
                new OpenCodeReader(task, call.steering(), InstantSource.system())) {
            ProviderOutcome outcome = AgentRun.of(program(call, task), call, patience, reader);
            return new Turns.Ended(
                    outcome, reader.session().or(() -> session), reader.unknownSession());
        }
    }

    private AgentProgram program(ProviderCall call, OpenCodeTask task) {
        List<String> command = new ArrayList<>();
        command.add(settings.program().orElse("opencode"));
        command.addAll(List.of("serve", "--hostname", "127.0.0.1", "--port", "0"));
        command.addAll(settings.arguments());
        return new AgentProgram(
                command,
                OpenCodeEnvironment.of(call, environment, settings.permission(), task.password()),
                HomeState.opencode(environment).needs(call),
                new AgentProgram.Stdin.Nothing(),
                ProcessTree.Ask.TERMINATE);
    }
}
