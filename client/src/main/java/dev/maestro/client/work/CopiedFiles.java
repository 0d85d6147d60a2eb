package dev.maestro.client.work;

import dev.maestro.git.Trees;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of the user's clone that git does not know, such as {@code .env}, for a worktree. Only what
 * lies in the clone is read, and only what lies in the worktree is written, whatever symbolic links
 * either of them has. Never says what is in a file.
 */
final class CopiedFiles {

    private static final int MOST = 2_000;

    private final Path clone;

    CopiedFiles(Path clone) {
        try {
            this.clone = clone.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + clone, e);
        }
    }

    /**
     * The files that are there under these names; what a name of a directory stands for is all that
     * is in it.
     *
     * @throws Refused {@code invalid_params} when a name, or a link behind it, leads out of the
     *     clone
     */
    List<String> named(List<String> names) {
        List<String> files = new ArrayList<>();
        for (String name : names) {
            Path path = clone.resolve(plain(name));
            if (!Files.exists(path)) {
                continue;
            }
            try (Stream<Path> tree = Files.walk(path)) {
                tree.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                        .filter(file -> isFileInside(name, file))
                        .map(file -> clone.relativize(file).toString())
                        .limit(MOST)
                        .forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        return files;
    }

    /**
     * @param files as {@link #named} answered them, without those that git tracks
     */
    void copy(List<String> files, Path worktree) {
        for (String name : files) {
            Path from = clone.resolve(name);
            Path to = worktree.resolve(name);
            try {
                makeDirectories(worktree, worktree.relativize(to).getParent());
                Files.deleteIfExists(to);
                Files.createFile(to, onlyOwner(from));
                try (OutputStream target = Files.newOutputStream(to, LinkOption.NOFOLLOW_LINKS)) {
                    Files.copy(from, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot copy %s to %s".formatted(from, to), e);
            }
        }
    }

    /**
     * Before a worktree waits for the next run: secrets are not left lying about. What an agent
     * made of a file's directory is respected as little as what it made of the file: behind a link
     * lies nothing of ours.
     */
    static void remove(List<String> files, Path worktree) {
        for (String file : files) {
            Path path = worktree.resolve(file);
            if (isBehindPlainDirectories(worktree, path)) {
                try {
                    Trees.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot delete " + path, e);
                }
            }
        }
    }

    private static boolean isBehindPlainDirectories(Path worktree, Path path) {
        Path at = worktree;
        for (Path part : worktree.relativize(path)) {
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            at = at.resolve(part);
        }
        return true;
    }

    private boolean isFileInside(String name, Path file) {
        try {
            Path real = file.toRealPath();
            if (!real.startsWith(clone) || real.startsWith(clone.resolve(".git"))) {
                throw Refused.invalid(
                        "copy", "\"%s\" leads out of the clone by a symbolic link".formatted(name));
            }
            return Files.isRegularFile(real);
        } catch (IOException leadsNowhere) {
            return false;
        }
    }

    private static String plain(String name) {
        Path path = Path.of(name).normalize();
        boolean git = Stream.of(name.split("/")).anyMatch(part -> part.equalsIgnoreCase(".git"));
        if (name.isBlank()
                || git
                || path.isAbsolute()
                || path.startsWith("..")
                || path.toString().isEmpty()
                || name.chars().anyMatch(Character::isISOControl)) {
            throw Refused.invalid(
                    "copy",
                    "\"%s\" is no path of a file inside the clone"
                            .formatted(name.replaceAll("\\p{Cntrl}", "?")));
        }
        return path.toString();
    }

    /** One by one: a commit may have a link where the user has a directory. */
    private static void makeDirectories(Path worktree, @Nullable Path parents) throws IOException {
        if (parents == null) {
            return;
        }
        Path at = worktree;
        for (Path part : parents) {
            at = at.resolve(part);
            if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                    throw Refused.invalid(
                            "copy",
                            "%s of the worktree is no directory, so nothing can be copied into it"
                                    .formatted(worktree.relativize(at)));
                }
                Files.createDirectory(at);
            }
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path source) {
        if (!source.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions =
                PosixFilePermissions.fromString(
                        Files.isExecutable(source) ? "rwx------" : "rw-------");
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }
}
