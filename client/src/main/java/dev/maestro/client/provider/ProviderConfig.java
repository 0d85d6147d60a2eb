package dev.maestro.client.provider;

import java.util.List;
import java.util.Optional;

/**
 * How one session gets its work done.
 *
 * @param name {@code command} or {@code manual}
 * @param command what {@code sh -c} runs; demanded for {@code command}
 * @param environment names of further variables that reach the provider's process
 */
public record ProviderConfig(String name, Optional<String> command, List<String> environment) {

    public ProviderConfig {
        environment = List.copyOf(environment);
    }
}
