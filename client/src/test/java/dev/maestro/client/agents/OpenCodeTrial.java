package dev.maestro.client.agents;

import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.opencode.OpenCodeProvider;
import dev.maestro.client.settings.ProviderSettings;
import java.util.Map;

final class OpenCodeTrial extends ProviderTrial {

    @Override
    AgentProgram program() {
        return AgentPrograms.opencode();
    }

    @Override
    Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        return new OpenCodeProvider(settings, environment, patience);
    }
}
