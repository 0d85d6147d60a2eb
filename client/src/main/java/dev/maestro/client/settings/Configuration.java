package dev.maestro.client.settings;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person set for this machine.
 *
 * @param defaultIdentity which identity counts when none is named
 * @param secrets where the tokens of new identities go, where that is possible
 * @param provider by the provider's name; {@link #provider(String)} has the usual for the others
 */
public record Configuration(
        Optional<String> defaultIdentity,
        SecretPlace secrets,
        WorktreeSettings worktree,
        Map<String, ProviderSettings> provider) {

    public static final Configuration USUAL =
            new Configuration(
                    Optional.empty(), SecretPlace.KEYRING, WorktreeSettings.USUAL, Map.of());

    public Configuration(
            Optional<String> defaultIdentity,
            SecretPlace secrets,
            WorktreeSettings worktree,
            @Nullable Map<String, ProviderSettings> provider) {
        this.defaultIdentity = defaultIdentity;
        this.secrets = secrets;
        this.worktree = worktree;
        this.provider = provider == null ? Map.of() : Map.copyOf(provider);
    }

    public ProviderSettings provider(String name) {
        return provider.getOrDefault(name, ProviderSettings.USUAL);
    }
}
