package dev.maestro.client.agents;

import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.claude.ClaudeProvider;
import dev.maestro.client.settings.ProviderSettings;
import java.util.HashMap;
import java.util.Map;

final class ClaudeTrial extends ProviderTrial {

    @Override
    AgentProgram program() {
        return AgentPrograms.claude();
    }

    @Override
    Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        return new ClaudeProvider(settings, environment, patience, false);
    }

    @Override
    Map<String, String> subscribed(Map<String, String> environment) {
        Map<String, String> subscribed = new HashMap<>(environment);
        subscribed.remove("ANTHROPIC_API_KEY");
        subscribed.put("CLAUDE_CODE_OAUTH_TOKEN", "sk-ant-oat01-scripted");
        return subscribed;
    }
}
