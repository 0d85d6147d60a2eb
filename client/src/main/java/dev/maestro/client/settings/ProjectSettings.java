package dev.maestro.client.settings;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person set on this machine for one project.
 *
 * @param sandbox whether its agents and checks are confined
 * @param checkNetwork the network that its check command sees
 * @param copy files of the user's clone that git does not know and every worktree needs, relative
 * @param setUp what {@code sh -c} runs in a fresh worktree before the agent starts
 * @param ports how many ports of its own each worktree is given
 */
public record ProjectSettings(
        SandboxMode sandbox,
        NetworkPolicy checkNetwork,
        List<String> copy,
        Optional<String> setUp,
        int ports) {

    public static final ProjectSettings USUAL =
            new ProjectSettings(null, null, null, Optional.empty(), 4);

    private static final int MOST_PORTS = 32;

    public ProjectSettings(
            @Nullable SandboxMode sandbox,
            @Nullable NetworkPolicy checkNetwork,
            @Nullable List<String> copy,
            Optional<String> setUp,
            int ports) {
        if (ports < 0 || ports > MOST_PORTS) {
            throw new IllegalArgumentException("ports is 0 to %d".formatted(MOST_PORTS));
        }
        this.sandbox = sandbox == null ? SandboxMode.ON : sandbox;
        this.checkNetwork = checkNetwork == null ? NetworkPolicy.OPEN : checkNetwork;
        this.copy = copy == null ? List.of(".env") : List.copyOf(copy);
        this.setUp = setUp;
        this.ports = ports;
    }
}
