package dev.maestro.client.agent;

import dev.maestro.client.provider.ProviderCall;
import java.util.HashMap;
import java.util.Map;

/** What every agent's program finds in its environment. */
public final class AgentEnvironment {

    private AgentEnvironment() {}

    /**
     * @param allowed what it may see of the daemon's own
     */
    public static Map<String, String> of(ProviderCall call, Map<String, String> allowed) {
        Map<String, String> all = new HashMap<>(allowed);
        all.putAll(call.facts());
        all.put("MAESTRO_PROMPT_FILE", call.prompt().toString());
        // The daemon pushes; an agent that tries to is told so by git itself.
        all.put("GIT_CONFIG_COUNT", "1");
        all.put("GIT_CONFIG_KEY_0", "remote.origin.pushurl");
        all.put("GIT_CONFIG_VALUE_0", "agents-do-not-push");
        all.put("GIT_TERMINAL_PROMPT", "0");
        return all;
    }
}
