package dev.maestro.client.cli;

import dev.maestro.git.Git;
import dev.maestro.git.GitResult;
import dev.maestro.git.RemoteKey;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.nio.file.Path;

/**
 * The clone a person stands in.
 *
 * @param root its topmost directory
 * @param remoteUrl where {@code origin} is
 */
record Repository(Path root, String remoteUrl) {

    /**
     * @throws Refused {@code not_found} outside of a repository; {@code invalid_params} when it has
     *     no {@code origin}
     */
    static Repository around(Path directory) {
        GitResult top = Git.at(directory).tryRun("rev-parse", "--show-toplevel");
        if (!top.ok()) {
            throw new Refused(
                    RefusalCode.NOT_FOUND,
                    directory
                            + " is not in a git repository's checkout: run this in a clone of the"
                            + " project's repository");
        }
        Path root = Path.of(top.out().strip());
        GitResult remote = Git.at(root).tryRun("remote", "get-url", "origin");
        if (!remote.ok()) {
            throw Refused.invalid(
                    "origin", root + " has no remote called origin: sessions need one to push to");
        }
        return new Repository(root, absolute(root, remote.out().strip()));
    }

    RemoteKey key() {
        return RemoteKey.of(remoteUrl);
    }

    /** A relative path means something only in this directory: Studio is told where it leads. */
    private static String absolute(Path root, String url) {
        boolean relative = url.startsWith("./") || url.startsWith("../");
        return relative ? root.resolve(url).normalize().toString() : url;
    }
}
