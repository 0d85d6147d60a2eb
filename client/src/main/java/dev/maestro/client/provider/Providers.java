package dev.maestro.client.provider;

import dev.maestro.client.agent.HomeState;
import dev.maestro.client.provider.acp.AcpAgent;
import dev.maestro.client.provider.acp.AcpProvider;
import dev.maestro.client.provider.aider.AiderProvider;
import dev.maestro.client.provider.claude.ClaudeProvider;
import dev.maestro.client.provider.codex.CodexProvider;
import dev.maestro.client.provider.command.CommandProvider;
import dev.maestro.client.provider.gemini.GeminiEnvironment;
import dev.maestro.client.provider.gemini.GeminiProvider;
import dev.maestro.client.provider.manual.ManualProvider;
import dev.maestro.client.provider.opencode.OpenCodeProvider;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The providers this client has. */
public final class Providers {

    /** What agents that speak with many vendors' models look for. */
    private static final List<String> MODEL_KEYS =
            List.of(
                    "ANTHROPIC_API_KEY",
                    "ANTHROPIC_AUTH_TOKEN",
                    "ANTHROPIC_BASE_URL",
                    "DEEPSEEK_API_KEY",
                    "GEMINI_API_KEY",
                    "GOOGLE_API_KEY",
                    "GOOGLE_GENERATIVE_AI_API_KEY",
                    "GROQ_API_KEY",
                    "MISTRAL_API_KEY",
                    "OPENAI_*",
                    "OPENROUTER_API_KEY",
                    "XAI_API_KEY");

    private Providers() {}

    /**
     * @param environment the daemon's own, of which a provider's process gets an allow-list
     * @throws Refused {@code invalid_params} when there is no such provider or it lacks a setting
     */
    public static Provider of(ProviderConfig config, Map<String, String> environment) {
        return switch (config.name()) {
            case "claude" ->
                    new ClaudeProvider(
                            config.settings(),
                            allowed(config, environment, ClaudeProvider.VARIABLES),
                            Patience.USUAL,
                            System.getProperty("user.name", "").equals("root"));
            case "codex" ->
                    new CodexProvider(
                            config.settings(),
                            allowed(config, environment, CodexProvider.VARIABLES),
                            Patience.USUAL);
            case "command" ->
                    new CommandProvider(
                            config.command()
                                    .orElseThrow(() ->
                                            Refused.invalid(
                                                    "command",
                                                    "the command provider needs --agent COMMAND")),
                            allowed(config, environment, List.of()),
                            Patience.USUAL);
            case "manual" -> new ManualProvider();
            case "gemini" -> gemini(config, environment);
            case "opencode" ->
                    new OpenCodeProvider(
                            config.settings(),
                            allowed(config, environment, with("OPENCODE_*", "XDG_*")),
                            Patience.USUAL);
            case "aider" ->
                    new AiderProvider(
                            config.settings(),
                            allowed(config, environment, with("AIDER_*")),
                            Patience.USUAL);
            case "acp" -> acp(config, environment);
            default ->
                    throw Refused.invalid(
                            "provider",
                            "there is no provider \"%s\": %s"
                                    .formatted(config.name(), ProviderKind.words()));
        };
    }

    /** It can ask nobody when it is run headless; over the protocol it can. */
    private static Provider gemini(ProviderConfig config, Map<String, String> environment) {
        ProviderSettings settings = config.settings();
        Map<String, String> allowed = allowed(config, environment, GeminiProvider.VARIABLES);
        if (settings.permission() != PermissionMode.ASK) {
            return new GeminiProvider(settings, allowed, Patience.USUAL);
        }
        List<String> command = new ArrayList<>();
        command.add(settings.program().orElse("gemini"));
        command.add("--acp");
        command.addAll(settings.arguments());
        return new AcpProvider(
                new AcpAgent(
                        "gemini",
                        command,
                        call -> GeminiEnvironment.of(call, allowed),
                        HomeState.gemini(allowed)),
                settings,
                Patience.USUAL);
    }

    private static Provider acp(ProviderConfig config, Map<String, String> environment) {
        String line =
                config.command()
                        .orElseThrow(() ->
                                Refused.invalid(
                                        "command",
                                        "the acp provider needs --agent COMMAND, such as"
                                                + " \"gemini --acp\""));
        return new AcpProvider(
                AcpAgent.named(
                        line,
                        allowed(
                                config,
                                environment,
                                with(
                                        "CLAUDE_*",
                                        "CODEX_*",
                                        "COPILOT_*",
                                        "GEMINI_*",
                                        "GOOGLE_*",
                                        "OPENCODE_*",
                                        "QWEN_*",
                                        "XDG_*"))),
                config.settings(),
                Patience.USUAL);
    }

    private static List<String> with(String... names) {
        return Stream.concat(MODEL_KEYS.stream(), Stream.of(names)).toList();
    }

    private static Map<String, String> allowed(
            ProviderConfig config, Map<String, String> environment, List<String> names) {
        List<String> all = new ArrayList<>(config.environment());
        all.addAll(config.settings().environment());
        all.addAll(names);
        return AllowedEnvironment.of(environment, all);
    }
}
