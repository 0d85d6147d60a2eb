package dev.maestro.client.identity;

import java.net.URI;
import java.util.UUID;

/** One user of one Studio, as {@code config.toml} keeps it. No secret is in it. */
public record Identity(
        URI url,
        UUID user,
        String name,
        String email,
        UUID workspace,
        String workspaceSlug,
        String workspaceName) {

    /** Names its token file: nothing in it needs escaping. */
    String fileName() {
        return user + ".json";
    }
}
