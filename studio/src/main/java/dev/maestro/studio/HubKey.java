package dev.maestro.studio;

import dev.maestro.hub.AppKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The hub application's key and secret, made once and kept in an owner-only file: pages that are
 * open while Studio restarts go on with the key they have.
 */
final class HubKey {

    private static final String APP = "maestro";

    private HubKey() {}

    static AppKey of(Path directory) {
        Path file = directory.resolve("hub.key");
        try {
            Files.createDirectories(directory);
            if (!Files.exists(file)) {
                create(file);
            }
            List<String> lines = Files.readAllLines(file);
            return new AppKey(APP, lines.get(0), lines.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make " + file, e);
        }
    }

    private static void create(Path file) throws IOException {
        Path whole =
                Files.createTempFile(
                        file.getParent(),
                        "hub",
                        ".key",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        SecureRandom random = new SecureRandom();
        Files.writeString(
                whole,
                "%s%n%s%n".formatted(hex(random, 10), hex(random, 32)),
                StandardOpenOption.TRUNCATE_EXISTING);
        try {
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // Another start was quicker; its key counts.
            Files.delete(whole);
            return;
        }
        Files.delete(whole);
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
