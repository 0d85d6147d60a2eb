package dev.maestro.client.provider;

import dev.maestro.client.provider.command.CommandProvider;
import dev.maestro.client.provider.manual.ManualProvider;
import dev.maestro.protocol.Refused;
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
            case "command" ->
                    new CommandProvider(
                            config.command()
                                    .orElseThrow(() ->
                                            Refused.invalid(
                                                    "command",
                                                    "the command provider needs --agent COMMAND")),
                            AllowedEnvironment.of(environment, config.environment()),
                            Patience.USUAL);
            case "manual" -> new ManualProvider();
            default ->
                    throw Refused.invalid(
                            "provider",
                            "there is no provider \"%s\": command or manual"
                                    .formatted(config.name()));
        };
    }
}
