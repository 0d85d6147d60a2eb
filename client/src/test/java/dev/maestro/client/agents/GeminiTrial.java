package dev.maestro.client.agents;

import dev.maestro.client.agent.HomeState;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.acp.AcpAgent;
import dev.maestro.client.provider.acp.AcpProvider;
import dev.maestro.client.provider.gemini.GeminiEnvironment;
import dev.maestro.client.provider.gemini.GeminiProvider;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.Delivery;
import java.util.List;
import java.util.Map;

final class GeminiTrial extends ProviderTrial {

    @Override
    AgentProgram program() {
        return AgentPrograms.gemini();
    }

    /** Where a person is to be asked, over the protocol, as the client does it. */
    @Override
    Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        if (settings.permission() != PermissionMode.ASK) {
            return new GeminiProvider(settings, environment, patience);
        }
        AcpAgent agent =
                new AcpAgent(
                        "gemini",
                        List.of(settings.program().orElseThrow(), "--acp"),
                        call -> GeminiEnvironment.of(call, environment),
                        HomeState.gemini(environment));
        return new AcpProvider(agent, settings, patience);
    }

    @Override
    Delivery steering() {
        return Delivery.NEXT_TURN;
    }

    @Override
    boolean tellsWhenAUsageLimitEnds() {
        return false;
    }

    @Override
    boolean asksAgainAfterACut() {
        return false;
    }
}
