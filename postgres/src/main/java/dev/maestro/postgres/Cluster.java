package dev.maestro.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The directory in which one server keeps its data, and the password that opens it. */
final class Cluster {

    static final String USER = "maestro";

    private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path data;
    private final String password;

    private Cluster(Path data, String password) {
        this.data = data;
        this.password = password;
    }

    /**
     * Opens the cluster in the directory and creates it the first time. A creation that was cut
     * short is begun again: only a whole one gets the name.
     */
    static Cluster open(Path home, Binaries binaries, Account account, boolean durable) {
        Path data = home.resolve("data-" + binaries.majorVersion());
        try {
            String password = password(home);
            if (!Files.isDirectory(data)) {
                create(home, data, password, binaries, account, durable);
            }
            account.own(data);
            return new Cluster(data, password);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a database in " + home, e);
        }
    }

    Path data() {
        return data;
    }

    String password() {
        return password;
    }

    private static void create(
            Path home,
            Path data,
            String password,
            Binaries binaries,
            Account account,
            boolean durable)
            throws IOException {
        Path unfinished = home.resolve(data.getFileName() + ".unfinished");
        Tree.delete(unfinished);
        Files.createDirectory(unfinished, OWNER_ONLY_DIRECTORY);
        Path inner = Files.createDirectory(unfinished.resolve("data"), OWNER_ONLY_DIRECTORY);
        Path secret = unfinished.resolve("secret");
        Files.writeString(Files.createFile(secret, OWNER_ONLY), password + "\n");
        account.own(unfinished);
        List<String> command = new ArrayList<>(account.prefix());
        command.addAll(
                List.of(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + inner,
                        "--username=" + USER,
                        "--pwfile=" + secret,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        if (!durable) {
            command.add("--no-sync");
        }
        Command.Result result = Command.run(command, home, INITDB_PATIENCE);
        if (result.exit() != 0) {
            throw new PostgresFailed("initdb failed in " + home + ":\n" + result.output());
        }
        Files.move(inner, data, StandardCopyOption.ATOMIC_MOVE);
        Tree.delete(unfinished);
    }

    private static String password(Path home) throws IOException {
        Path file = home.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Path unfinished = home.resolve("password.unfinished");
            Files.deleteIfExists(unfinished);
            Files.writeString(
                    Files.createFile(unfinished, OWNER_ONLY),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
