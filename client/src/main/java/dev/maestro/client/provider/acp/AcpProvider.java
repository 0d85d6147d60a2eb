package dev.maestro.client.provider.acp;

import dev.maestro.client.agent.AgentProgram;
import dev.maestro.client.agent.AgentRun;
import dev.maestro.client.agent.Turns;
import dev.maestro.client.platform.ProcessTree;
import dev.maestro.client.provider.McpServer;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.sandbox.Needs;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.NetworkPolicy;
import dev.maestro.client.settings.ProviderSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs an agent that speaks the Agent Client Protocol. */
public final class AcpProvider implements Provider {

    private final AcpAgent agent;
    private final ProviderSettings settings;
    private final Patience patience;

    public AcpProvider(AcpAgent agent, ProviderSettings settings, Patience patience) {
        this.agent = agent;
        this.settings = settings;
        this.patience = patience;
    }

    @Override
    public String name() {
        return agent.name();
    }

    /** Agents name their models as they like: without a setting it uses its own default. */
    @Override
    public Optional<String> model(ModelSize size) {
        return Optional.ofNullable(settings.models().get(size));
    }

    @Override
    public ProviderOutcome run(ProviderCall call) {
        return Turns.of(call, this::turn);
    }

    private Turns.Ended turn(ProviderCall call, String prompt, Optional<String> session) {
        AcpTask task =
                new AcpTask(
                        call.worktree(),
                        prompt,
                        session,
                        model(call.size()),
                        settings.permission(),
                        McpServer.of(call.facts()));
        AcpReader reader = new AcpReader(task, call.steering(), InstantSource.system());
        List<Path> writable = new ArrayList<>(agent.writable());
        writable.add(call.scratch());
        AgentProgram program =
                new AgentProgram(
                        agent.command(),
                        agent.environment().apply(call),
                        new Needs(writable, List.of(call.prompt()), NetworkPolicy.OPEN),
                        new AgentProgram.Stdin.Open(),
                        ProcessTree.Ask.TERMINATE);
        ProviderOutcome outcome = AgentRun.of(program, call, patience, reader);
        return new Turns.Ended(
                outcome, reader.session().or(() -> session), reader.unknownSession());
    }
}
