package dev.maestro.client.agents;

import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.codex.CodexProvider;
import dev.maestro.client.settings.ProviderSettings;
import java.util.Map;

final class CodexTrial extends ProviderTrial {

    @Override
    AgentProgram program() {
        return AgentPrograms.codex();
    }

    @Override
    Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        return new CodexProvider(settings, environment, patience);
    }
}
