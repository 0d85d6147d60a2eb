package dev.maestro.client.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How each program is made to ask the scripted model, and to be patient for seconds only when that
 * does not answer.
 */
final class AgentHomes {

    private AgentHomes() {}

    static Map<String, String> claude(Path home, String model) {
        write(home.resolve(".claude.json"), "{\"hasCompletedOnboarding\": true}");
        return Map.of(
                "ANTHROPIC_BASE_URL", model,
                "ANTHROPIC_API_KEY", "sk-ant-scripted",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1",
                "CLAUDE_CODE_MAX_RETRIES", "2",
                "DISABLE_AUTOUPDATER", "1",
                "IS_SANDBOX", "1");
    }

    static Map<String, String> codex(Path home, String model) {
        write(
                home.resolve(".codex").resolve("config.toml"),
                """
                model = "scripted-model"
                model_provider = "scripted"
                check_for_update_on_startup = false
                [model_providers.scripted]
                name = "scripted"
                base_url = "%s/v1"
                env_key = "SCRIPTED_KEY"
                wire_api = "responses"
                request_max_retries = 2
                stream_max_retries = 2
                [analytics]
                enabled = false
                """
                        .formatted(model));
        return Map.of(
                "CODEX_HOME", home.resolve(".codex").toString(), "SCRIPTED_KEY", "sk-scripted");
    }

    static Map<String, String> gemini(Path home, String model) {
        write(
                home.resolve(".gemini").resolve("settings.json"),
                """
                {"security": {"auth": {"selectedType": "gemini-api-key"}},
                 "general": {"enableAutoUpdate": false, "maxAttempts": 2},
                 "telemetry": {"enabled": false},
                 "privacy": {"usageStatisticsEnabled": false}}
                """);
        return Map.of(
                "GOOGLE_GEMINI_BASE_URL", model,
                "GEMINI_API_KEY", "scripted-key",
                "GEMINI_CLI_TRUST_WORKSPACE", "true",
                "GEMINI_CLI_NO_RELAUNCH", "true");
    }

    static Map<String, String> opencode(Path home, String model) {
        write(
                home.resolve(".config/opencode/opencode.json"),
                """
                {"autoupdate": false, "share": "disabled",
                 "model": "scripted/scripted-model", "small_model": "scripted/scripted-small",
                 "enabled_providers": ["scripted"],
                 "provider": {"scripted": {
                   "npm": "@ai-sdk/openai-compatible", "name": "Scripted",
                   "options": {"baseURL": "%s/v1", "apiKey": "sk-scripted"},
                   "models": {
                     "scripted-model": {
                       "name": "Scripted", "tool_call": true,
                       "limit": {"context": 200000, "output": 8192},
                       "cost": {"input": 1, "output": 2}},
                     "scripted-small": {
                       "name": "Small", "limit": {"context": 100000, "output": 4096}}}}}}
                """
                        .formatted(model));
        return Map.of(
                "OPENCODE_DISABLE_AUTOUPDATE", "1",
                "OPENCODE_DISABLE_MODELS_FETCH", "1",
                "OPENCODE_DISABLE_LSP_DOWNLOAD", "1",
                "OPENCODE_DISABLE_DEFAULT_PLUGINS", "1");
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
