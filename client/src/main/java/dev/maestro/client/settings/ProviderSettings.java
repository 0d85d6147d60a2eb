package dev.maestro.client.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person set for one provider.
 *
 * @param program where its program is, when it is not to be looked for on the PATH
 * @param arguments further arguments of the program
 * @param models which of its models each size is; a size that is missing has the provider's default
 * @param permission what happens when the agent asks for permission
 * @param environment names of further variables that reach the agent
 */
public record ProviderSettings(
        Optional<String> program,
        List<String> arguments,
        Map<ModelSize, String> models,
        PermissionMode permission,
        List<String> environment) {

    public static final ProviderSettings USUAL =
            new ProviderSettings(Optional.empty(), null, null, null, null);

    public ProviderSettings(
            Optional<String> program,
            @Nullable List<String> arguments,
            @Nullable Map<ModelSize, String> models,
            @Nullable PermissionMode permission,
            @Nullable List<String> environment) {
        this.program = program;
        this.arguments = arguments == null ? List.of() : List.copyOf(arguments);
        this.models = models == null ? Map.of() : Map.copyOf(models);
        this.permission = permission == null ? PermissionMode.ALLOW : permission;
        this.environment = environment == null ? List.of() : List.copyOf(environment);
    }
}
