package dev.maestro.client.provider.gemini;

import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.provider.McpServer;
import dev.maestro.client.provider.ProviderCall;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Gemini CLI finds in its environment. */
public final class GeminiEnvironment {

    /** As the daemon commits what is left. */
    private static final String NAME = "Maestro agent";

    private static final String ADDRESS = "agent@maestro.invalid";

    private GeminiEnvironment() {}

    /**
     * @param allowed what it may see of the daemon's own
     */
    public static Map<String, String> of(ProviderCall call, Map<String, String> allowed) {
        Map<String, String> all = new HashMap<>(AgentEnvironment.of(call, allowed));
        // Otherwise it starts itself a second time, and that one hears no signal.
        all.put("GEMINI_CLI_NO_RELAUNCH", "true");
        all.put("GEMINI_CLI_TRUST_WORKSPACE", "true");
        // Its shell hides the user's git configuration, and without a name there is no commit.
        all.put("GIT_AUTHOR_NAME", NAME);
        all.put("GIT_AUTHOR_EMAIL", ADDRESS);
        all.put("GIT_COMMITTER_NAME", NAME);
        all.put("GIT_COMMITTER_EMAIL", ADDRESS);
        // It leaves error reports there.
        all.put("TMPDIR", call.scratch().toString());
        all.putAll(
                GeminiDefaults.in(
                        call.scratch(),
                        allowed.containsKey("GEMINI_API_KEY"),
                        McpServer.of(call.facts())));
        return all;
    }

    /** Where it keeps its login and its sessions. */
    public static Path state(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "/");
        return Path.of(environment.getOrDefault("GEMINI_CLI_HOME", home)).resolve(".gemini");
    }
}
