package dev.maestro.client.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files that only their owner may read, and that survive a power cut: a written file is there whole
 * or not at all, and is on disk when the method returns.
 */
public final class PrivateFiles {

    /** What a file is called while it is written; leftovers of a killed writer carry it too. */
    public static final String UNFINISHED = ".tmp";

    private PrivateFiles() {}

    /** Creates a directory and its missing parents, each for the owner alone. */
    public static Path directory(Path directory) {
        try {
            return Files.createDirectories(directory, onlyOwner(directory, "rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the directory " + directory, e);
        }
    }

    /** Writes or replaces a file; creates its directory. */
    public static void write(Path file, String text) {
        Path parent = directory(parent(file));
        try {
            Path unfinished =
                    Files.createTempFile(
                            parent,
                            file.getFileName().toString(),
                            UNFINISHED,
                            onlyOwner(parent, "rw-------"));
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            move(unfinished, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /** Renames within one file system, replacing what is there. */
    public static void move(Path from, Path to) {
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forceDirectory(parent(to));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move %s to %s".formatted(from, to), e);
        }
    }

    /** Deletes a file; one that is not there is no error. */
    public static void delete(Path file) {
        try {
            if (Files.deleteIfExists(file)) {
                forceDirectory(parent(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    /** The directory it is in. */
    public static Path parent(Path file) {
        return Objects.requireNonNull(
                file.toAbsolutePath().getParent(), () -> file + " is in no directory");
    }

    /** A rename or a deletion is on disk only when its directory is. */
    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] onlyOwner(Path where, String permissions) {
        if (!where.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> parsed = PosixFilePermissions.fromString(permissions);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(parsed)};
    }
}
