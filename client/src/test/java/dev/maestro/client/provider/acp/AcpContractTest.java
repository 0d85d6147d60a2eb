package dev.maestro.client.provider.acp;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.agent.OwnState;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderContract;
import dev.maestro.client.settings.ProviderSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** With Claude Code behind the protocol. */
class AcpContractTest extends ProviderContract {

    @Override
    protected String recordings() {
        return "claude-acp";
    }

    @Override
    protected Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        AcpAgent agent =
                new AcpAgent(
                        "acp",
                        List.of(settings.program().orElseThrow()),
                        call -> AgentEnvironment.of(call, environment),
                        new OwnState(List.of(), List.of(), Map.of()));
        return new AcpProvider(agent, settings, patience);
    }

    @Override
    protected String wordsOfTheModel() {
        return "I will write hello.txt.";
    }

    @Override
    protected Optional<String> wordsOfAToolAtWork() {
        return Optional.of("\"rawInput\":{\"command\":");
    }

    @Override
    protected boolean tellsRetries() {
        return false;
    }

    @Override
    protected Optional<String> wordsAtWhichToSteer() {
        return Optional.of("\"rawInput\":{\"command\":");
    }

    @Override
    protected boolean resumes(String arguments, String told, String session) {
        return told.contains("session/resume") && told.contains(session);
    }
}
