package dev.maestro.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of one PostgreSQL version, unpacked.
 *
 * @param directory with {@code bin}, {@code lib} and {@code share}
 * @param version such as {@code 18.6.0}
 */
record Binaries(Path directory, String version) {

    private static final Duration PATIENCE_WITH_ANOTHER = Duration.ofMinutes(2);
    private static final Set<PosixFilePermission> FOR_ALL =
            PosixFilePermissions.fromString("rwxr-xr-x");

    /**
     * Unpacks into a directory named by the version unless it is there; two programs that do so at
     * once take turns.
     */
    static Binaries unpackInto(Path root) {
        String version = bundledVersion();
        Path target = root.resolve(version);
        try {
            if (!Files.isDirectory(target)) {
                try (FileMutex _ =
                        FileMutex.take(root.resolve("unpack.lock"), PATIENCE_WITH_ANOTHER)
                                .orElseThrow(() -> new PostgresInUse(root))) {
                    if (!Files.isDirectory(target)) {
                        unpack(root, target);
                    }
                }
            }
            return new Binaries(target, version);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL into " + root, e);
        }
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name);
    }

    /** Data of one major version cannot be read by another. */
    String majorVersion() {
        return version.substring(0, version.indexOf('.'));
    }

    private static void unpack(Path root, Path target) throws IOException {
        Path unfinished = root.resolve(target.getFileName() + ".unfinished");
        Tree.delete(unfinished);
        Files.createDirectories(unfinished);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(archive()))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, unfinished);
            }
        }
        Files.setPosixFilePermissions(unfinished, FOR_ALL);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("an entry outside the archive's directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, FOR_ALL);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        Files.setPosixFilePermissions(path, permissions(entry.getMode()));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(FOR_ALL);
        if ((mode & 0100) == 0) {
            permissions.remove(PosixFilePermission.OWNER_EXECUTE);
            permissions.remove(PosixFilePermission.GROUP_EXECUTE);
            permissions.remove(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }

    private static InputStream archive() {
        String name = "/postgres-%s-%s.txz".formatted(system(), architecture());
        InputStream archive = Binaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new PostgresFailed(
                    "no PostgreSQL for this machine on the class path: " + name.substring(1));
        }
        return new BufferedInputStream(archive, 1 << 16);
    }

    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
    }

    private static String bundledVersion() {
        Properties properties = new Properties();
        try (InputStream in = Binaries.class.getResourceAsStream("binaries.properties")) {
            if (in == null) {
                throw new PostgresFailed("binaries.properties is missing in the jar");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
