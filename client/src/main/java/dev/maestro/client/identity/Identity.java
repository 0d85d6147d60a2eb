package dev.maestro.client.identity;

import dev.maestro.client.settings.SecretPlace;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One user of one Studio, as {@code config.toml} keeps it. No secret is in it.
 *
 * @param secrets where its tokens are: each process looks there and nowhere else
 */
public record Identity(
        URI url,
        UUID user,
        String name,
        String email,
        UUID workspace,
        String workspaceSlug,
        String workspaceName,
        SecretPlace secrets) {

    public Identity(
            URI url,
            UUID user,
            String name,
            String email,
            UUID workspace,
            String workspaceSlug,
            String workspaceName,
            @Nullable SecretPlace secrets) {
        this.url = url;
        this.user = user;
        this.name = name;
        this.email = email;
        this.workspace = workspace;
        this.workspaceSlug = workspaceSlug;
        this.workspaceName = workspaceName;
        this.secrets = secrets == null ? SecretPlace.FILE : secrets;
    }

    /** Whether a person means this one: by its address, its id or its name. */
    boolean isCalled(String word) {
        String wanted = word.strip().toLowerCase(Locale.ROOT);
        return email.toLowerCase(Locale.ROOT).equals(wanted)
                || user.toString().equals(wanted)
                || name.toLowerCase(Locale.ROOT).equals(wanted);
    }

    boolean isAt(URI studio) {
        return plain(url).equals(plain(studio));
    }

    boolean isSame(Identity other) {
        return isAt(other.url) && user.equals(other.user);
    }

    private static String plain(URI studio) {
        return studio.toString().replaceAll("/+$", "");
    }
}
