package dev.maestro.client.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a program may be let loose: in a worktree of the project's mirror and nowhere else. */
final class Grounds {

    private static final Path ROOT = Path.of("/");
    private static final List<Path> SYSTEM =
            Stream.of(
                            "/usr",
                            "/etc",
                            "/bin",
                            "/sbin",
                            "/lib",
                            "/lib32",
                            "/lib64",
                            "/boot",
                            "/dev",
                            "/proc",
                            "/sys",
                            "/run",
                            "/opt",
                            "/nix",
                            "/System",
                            "/Library",
                            "/Applications")
                    .map(Path::of)
                    .toList();

    /** Other users' homes and everybody's directories: no place by themselves, but below them. */
    private static final List<Path> SHARED =
            Stream.of("/home", "/root", "/var", "/tmp", "/srv", "/mnt", "/media", "/Users")
                    .map(Path::of)
                    .toList();

    private final Territory territory;

    Grounds(Territory territory) {
        this.territory = territory;
    }

    /**
     * @throws SandboxRefused with the reason
     */
    GitPlace check(Path directory) {
        Path place = directory.toAbsolutePath();
        forbidden(place.normalize())
                .ifPresent(why -> {
                    throw refused(directory, why);
                });
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                || !place.equals(Territory.real(place))) {
            throw refused(directory, "it is no directory, or a symbolic link leads to it");
        }
        if (!Territory.real(territory.worktrees()).equals(place.getParent())) {
            throw refused(
                    directory,
                    "it is not one of the project's worktrees in " + territory.worktrees());
        }
        return place(place)
                .orElseThrow(
                        () -> refused(directory, "it is no git worktree of " + territory.mirror()));
    }

    /** Why nothing may ever be let loose in a directory, or given it to write. */
    Optional<String> forbidden(Path directory) {
        if (directory.equals(ROOT)) {
            return Optional.of("it is the root directory");
        }
        if (directory.equals(territory.userHome())) {
            return Optional.of("it is the home directory");
        }
        if (SYSTEM.stream().anyMatch(directory::startsWith) || SHARED.contains(directory)) {
            return Optional.of("it is a system directory");
        }
        if (territory.kept().contains(directory)) {
            return Optional.of("it is where Maestro keeps its own files");
        }
        if (territory.userHome().startsWith(directory)
                || territory.kept().stream().anyMatch(kept -> kept.startsWith(directory))) {
            return Optional.of("the home directory or Maestro's own files are in it");
        }
        return Optional.empty();
    }

    private static SandboxRefused refused(Path directory, String why) {
        return new SandboxRefused("nothing is run in %s: %s".formatted(directory, why));
    }

    private Optional<GitPlace> place(Path directory) {
        Path link = directory.resolve(".git");
        if (!Files.isRegularFile(link, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            String text = Files.readString(link).strip();
            Path entries = Territory.real(territory.mirror()).resolve("worktrees");
            if (!text.startsWith("gitdir: ")) {
                return Optional.empty();
            }
            Path entry = directory.resolve(text.substring("gitdir: ".length())).normalize();
            boolean ours =
                    entries.equals(entry.getParent())
                            && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                            && link.equals(
                                    Path.of(Files.readString(entry.resolve("gitdir")).strip()));
            return ours
                    ? Optional.of(new GitPlace(directory, entries.resolveSibling(""), entry))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
