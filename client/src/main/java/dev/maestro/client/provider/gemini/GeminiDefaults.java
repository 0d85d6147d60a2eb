package dev.maestro.client.provider.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.JsonLine;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.provider.McpServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of a run's own, in the file of the lowest rank: what the user or the machine's owner has
 * set for Gemini CLI stays as it is. It ignores the file where others could write in one of the
 * directories above it.
 */
final class GeminiDefaults {

    /** Between the attempts it is silent for 5 to 30 seconds; its own default is 10. */
    private static final int ATTEMPTS = 3;

    private GeminiDefaults() {}

    /** Writes the file and tells where it is, as variables of the program. */
    static Map<String, String> in(Path scratch, boolean key, Optional<McpServer> tools) {
        ObjectNode settings = JsonLine.object();
        settings.putObject("general").put("maxAttempts", ATTEMPTS).put("enableAutoUpdate", false);
        settings.putObject("privacy").put("usageStatisticsEnabled", false);
        settings.putObject("telemetry").put("enabled", false);
        if (key) {
            // With a key alone it still asks how to sign in.
            settings.putObject("security").putObject("auth").put("selectedType", "gemini-api-key");
        }
        tools.ifPresent(server ->
                settings.putObject("mcpServers")
                        .set(McpServer.NAME, server.entry().put("trust", true)));
        Path file = scratch.resolve("gemini-defaults.json");
        PrivateFiles.write(file, settings.toString());
        return Map.of("GEMINI_CLI_SYSTEM_DEFAULTS_PATH", file.toString());
    }
}
