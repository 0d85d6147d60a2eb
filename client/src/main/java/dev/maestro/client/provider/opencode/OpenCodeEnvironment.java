package dev.maestro.client.provider.opencode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.AgentEnvironment;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.provider.McpServer;
import dev.maestro.client.provider.ProviderCall;
import dev.maestro.client.settings.PermissionMode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What OpenCode finds in its environment, and where it keeps its state. */
final class OpenCodeEnvironment {

    /** What reaches beyond the worktree's files. */
    private static final List<String> FAR =
            List.of("bash", "webfetch", "websearch", "external_directory");

    private OpenCodeEnvironment() {}

    static Map<String, String> of(
            ProviderCall call,
            Map<String, String> allowed,
            PermissionMode permission,
            String password) {
        Map<String, String> all = new HashMap<>(AgentEnvironment.of(call, allowed));
        all.put("OPENCODE_SERVER_PASSWORD", password);
        all.put(
                "OPENCODE_CONFIG_CONTENT",
                config(permission, McpServer.of(call.facts())).toString());
        all.put("OPENCODE_DISABLE_AUTOUPDATE", "1");
        all.put("OPENCODE_DISABLE_LSP_DOWNLOAD", "1");
        all.put("OPENCODE_DISABLE_SHARE", "1");
        return all;
    }

    /** Laid over the user's own configuration for this run only. */
    private static ObjectNode config(PermissionMode permission, Optional<McpServer> tools) {
        ObjectNode config = JsonLine.object();
        config.put("autoupdate", false).put("share", "disabled");
        tools.ifPresent(server -> config.putObject("mcp").set(McpServer.NAME, server.openCode()));
        ObjectNode rules = config.putObject("permission");
        switch (permission) {
            case ALLOW -> rules.put("*", "allow");
            case ASK -> FAR.forEach(tool -> rules.put(tool, "ask"));
            case DENY -> FAR.forEach(tool -> rules.put(tool, "deny"));
        }
        rules.put("question", "deny");
        return config;
    }

    static List<Path> state(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", "/"));
        return List.of(
                directory(environment, "XDG_CONFIG_HOME", home.resolve(".config")),
                directory(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
                directory(environment, "XDG_STATE_HOME", home.resolve(".local/state")),
                directory(environment, "XDG_CACHE_HOME", home.resolve(".cache")));
    }

    private static Path directory(Map<String, String> environment, String name, Path usual) {
        String named = environment.get(name);
        return (named == null ? usual : Path.of(named)).resolve("opencode");
    }
}
