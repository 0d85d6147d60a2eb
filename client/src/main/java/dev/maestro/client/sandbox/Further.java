package dev.maestro.client.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the user lets the agents of a session see besides; never what must stay hidden. */
final class Further {

    private static final List<String> SECRETS =
            List.of(
                    ".ssh",
                    ".aws",
                    ".gnupg",
                    ".netrc",
                    ".config/gcloud",
                    ".azure",
                    ".kube",
                    ".docker",
                    ".password-store",
                    ".local/share/keyrings",
                    "Library/Keychains");

    private final Territory territory;
    private final Grounds grounds;

    Further(Territory territory) {
        this.territory = territory;
        this.grounds = new Grounds(territory);
    }

    /**
     * @throws SandboxRefused when one of them must not be given away
     */
    List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>();
        for (Path path : territory.readable()) {
            mounts.add(new Mount.Read(allowed(path)));
        }
        for (Path path : territory.writable()) {
            mounts.add(new Mount.Write(allowed(path)));
        }
        return mounts;
    }

    private Path allowed(Path path) {
        Path real = Territory.real(path);
        if (!Files.exists(real)) {
            throw refused(path, "it does not exist");
        }
        grounds.forbidden(real)
                .ifPresent(why -> {
                    throw refused(path, why);
                });
        if (territory.kept().stream().anyMatch(real::startsWith)) {
            throw refused(path, "it is where Maestro keeps its own files");
        }
        if (secret(territory.userHome(), real)) {
            throw refused(path, "secrets are kept there");
        }
        return real;
    }

    /** Whether a path is, or is in, a place of secrets; or has one in it. */
    static boolean secret(Path home, Path path) {
        return SECRETS.stream()
                .map(home::resolve)
                .anyMatch(secret -> path.startsWith(secret) || secret.startsWith(path));
    }

    private static SandboxRefused refused(Path path, String why) {
        return new SandboxRefused("%s is not given to an agent: %s".formatted(path, why));
    }
}
