package dev.maestro.client.provider;

import dev.maestro.client.provider.claude.ClaudeProvider;
import dev.maestro.client.provider.codex.CodexProvider;
import dev.maestro.client.provider.command.CommandProvider;
import dev.maestro.client.provider.manual.ManualProvider;
import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The providers this client has. */
public final class Providers {

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
            default ->
                    throw Refused.invalid(
                            "provider",
                            "there is no provider \"%s\": %s"
                                    .formatted(config.name(), ProviderKind.words()));
        };
    }

    private static Map<String, String> allowed(
            ProviderConfig config, Map<String, String> environment, List<String> names) {
        List<String> all = new ArrayList<>(config.environment());
        all.addAll(config.settings().environment());
        all.addAll(names);
        return AllowedEnvironment.of(environment, all);
    }
}
