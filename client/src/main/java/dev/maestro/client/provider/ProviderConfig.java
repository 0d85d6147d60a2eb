package dev.maestro.client.provider;

import dev.maestro.client.settings.ProviderSettings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one session gets its work done.
 *
 * @param name as {@link Providers} knows it
 * @param command what {@code sh -c} runs; demanded for {@code command}
 * @param environment names of further variables that reach the provider's process
 * @param settings what the machine's configuration says of this provider
 * @param readable files and directories that the sandbox shows besides; absolute
 * @param writable files and directories that may be written besides; absolute
 */
public record ProviderConfig(
        String name,
        Optional<String> command,
        List<String> environment,
        ProviderSettings settings,
        List<String> readable,
        List<String> writable) {

    public ProviderConfig(
            String name,
            Optional<String> command,
            List<String> environment,
            @Nullable ProviderSettings settings,
            @Nullable List<String> readable,
            @Nullable List<String> writable) {
        this.name = name;
        this.command = command;
        this.environment = List.copyOf(environment);
        this.settings = settings == null ? ProviderSettings.USUAL : settings;
        this.readable = readable == null ? List.of() : List.copyOf(readable);
        this.writable = writable == null ? List.of() : List.copyOf(writable);
    }

    /** With the usual settings. */
    public static ProviderConfig usual(String name, Optional<String> command) {
        return new ProviderConfig(name, command, List.of(), null, null, null);
    }
}
