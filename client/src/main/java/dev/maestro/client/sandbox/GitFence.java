package dev.maestro.client.sandbox;

import dev.maestro.client.platform.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * What of a repository the git in one worktree sees: enough to commit, branch, rebase and stash.
 * Hooks, configuration, attributes, packs, other worktrees, and the refs of others cannot be
 * changed.
 */
public final class GitFence {

    /** Where {@code packed-refs} lies apart. */
    private static final String PACKED = "packed";

    /** Where the daemon's git has the indexes of its snapshots. */
    private static final String SNAPSHOTS = "maestro-snapshots";

    private GitFence() {}

    /**
     * Puts a repository's {@code packed-refs} into a directory of its own, behind a symbolic link,
     * which git follows. To delete any ref git locks that file by a file beside it, and the
     * repository's own directory is not writable for agents. To be called while nobody uses it.
     */
    public static void prepare(Path repository) {
        Path refs = repository.resolve("packed-refs");
        Path apart = repository.resolve(PACKED).resolve("packed-refs");
        try {
            if (Files.isSymbolicLink(refs)) {
                return;
            }
            Files.createDirectories(apart.getParent());
            if (Files.exists(refs)) {
                Files.copy(refs, apart);
            }
            Path link = repository.resolve("packed-refs" + PrivateFiles.UNFINISHED);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, Path.of(PACKED, "packed-refs"));
            PrivateFiles.move(link, refs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + repository, e);
        }
    }

    /** Makes what the fence stands on: only what is there can be covered. */
    static void ready(GitPlace place) {
        for (String directory :
                List.of(
                        "info",
                        "hooks",
                        "logs",
                        SNAPSHOTS,
                        PACKED,
                        "objects/info",
                        "objects/pack",
                        "refs/remotes",
                        "refs/tags",
                        "refs/maestro")) {
            make(place.repository().resolve(directory));
        }
        make(place.entry().resolve("logs"));
    }

    static List<Mount> around(GitPlace place) {
        Path repository = place.repository();
        Path entry = place.entry();
        Path packed = repository.resolve(PACKED);
        Path packedRefs = packed.resolve("packed-refs");
        Mount refs =
                Files.isRegularFile(packedRefs, LinkOption.NOFOLLOW_LINKS)
                        ? new Mount.Read(packedRefs)
                        : new Mount.Empty(packed);
        return List.of(
                new Mount.Read(repository),
                new Mount.Empty(repository.resolve("worktrees")),
                new Mount.Write(entry),
                new Mount.Read(entry.resolve("commondir")),
                new Mount.Read(entry.resolve("gitdir")),
                // What git logs here is of no use to anyone else, and would be a way out: we
                // append.
                new Mount.Empty(entry.resolve("logs")),
                new Mount.Empty(repository.resolve("logs")),
                new Mount.Empty(repository.resolve(SNAPSHOTS)),
                new Mount.Write(repository.resolve("objects")),
                new Mount.Read(repository.resolve("objects/info")),
                new Mount.Read(repository.resolve("objects/pack")),
                new Mount.Write(repository.resolve("refs")),
                new Mount.Read(repository.resolve("refs/remotes")),
                new Mount.Read(repository.resolve("refs/tags")),
                new Mount.Read(repository.resolve("refs/maestro")),
                new Mount.Empty(packed),
                refs,
                new Mount.Write(place.directory()),
                new Mount.Read(place.directory().resolve(".git")));
    }

    private static void make(Path directory) {
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.deleteIfExists(directory);
                Files.createDirectories(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
    }
}
