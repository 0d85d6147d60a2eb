package dev.maestro.client.agents;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.agent.HomeState;
import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.acp.AcpAgent;
import dev.maestro.client.provider.acp.AcpProvider;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.work.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** OpenCode, over the protocol; {@link GeminiTrial} has the other agent, where it asks. */
final class AcpTrial extends ProviderTrial {

    @Override
    AgentProgram program() {
        return AgentPrograms.opencode();
    }

    /** It has no mode to choose: what it asks is in its configuration. */
    @Override
    Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        Map<String, String> all = new HashMap<>(environment);
        if (settings.permission() != PermissionMode.ALLOW) {
            all.put("OPENCODE_CONFIG_CONTENT", "{\"permission\":{\"bash\":\"ask\"}}");
        }
        AcpAgent agent =
                new AcpAgent(
                        "acp",
                        List.of(settings.program().orElseThrow(), "acp"),
                        call -> AgentEnvironment.of(call, all),
                        HomeState.opencode(all));
        return new AcpProvider(agent, settings, patience);
    }

    @Override
    Delivery steering() {
        return Delivery.NEXT_TURN;
    }

    @Override
    boolean tellsUsageLimits() {
        return false;
    }
}
