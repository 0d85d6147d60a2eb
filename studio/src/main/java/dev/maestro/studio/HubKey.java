package dev.maestro.studio;

import dev.maestro.hub.AppKey;
import dev.maestro.studio.platform.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/**
 * The hub application's key and secret, made once and kept in the database: pages that are open
 * while Studio restarts go on with the key they have, and what one Studio of a database has signed
 * every other lets in.
 */
final class HubKey {

    private static final String APP = "maestro";
    private static final int KEY_BYTES = 10;
    private static final int SECRET_BYTES = 32;

    private HubKey() {}

    /**
     * @param directory where earlier versions kept the key in a file, which is taken over
     */
    static AppKey of(Database database, Path directory) {
        HubKeyStore.Row offered = earlier(directory.resolve("hub.key"));
        HubKeyStore.Row row =
                database.inTransaction(tx -> {
                    HubKeyStore.offer(tx, offered);
                    return HubKeyStore.get(tx);
                });
        return new AppKey(APP, row.key(), row.secret());
    }

    private static HubKeyStore.Row earlier(Path file) {
        if (!Files.exists(file)) {
            SecureRandom random = new SecureRandom();
            return new HubKeyStore.Row(hex(random, KEY_BYTES), hex(random, SECRET_BYTES));
        }
        try {
            List<String> lines = Files.readAllLines(file);
            return new HubKeyStore.Row(lines.get(0), lines.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
