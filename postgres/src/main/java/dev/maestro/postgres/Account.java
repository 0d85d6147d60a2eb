package dev.maestro.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** As whom the server's programs run. PostgreSQL refuses to run as root. */
sealed interface Account {

    /** What stands before a command. */
    List<String> prefix();

    /** Makes the directory and all in it usable for the account. */
    void own(Path directory) throws IOException;

    /** Ours: we are no administrator. */
    record Same() implements Account {
        @Override
        public List<String> prefix() {
            return List.of();
        }

        @Override
        public void own(Path directory) {}
    }

    /**
     * Root of a user namespace in which root has no name: the program does not see itself as root,
     * while the kernel still knows it as the owner of root's files.
     */
    record Unnamed(Path unshare) implements Account {
        @Override
        public List<String> prefix() {
            return List.of(unshare.toString(), "--user");
        }

        @Override
        public void own(Path directory) throws IOException {
            giveIfForeign(directory, "root");
        }
    }

    /** Another user of this machine, who is given the data. */
    record Other(Path setpriv, String user) implements Account {
        @Override
        public List<String> prefix() {
            return List.of(
                    setpriv.toString(),
                    "--reuid=" + user,
                    "--regid=" + named(user).gid(),
                    "--clear-groups");
        }

        @Override
        public void own(Path directory) throws IOException {
            Path parent = directory.getParent();
            if (parent != null) {
                Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
            }
            giveIfForeign(directory, user);
        }
    }

    /** A line of the machine's list of users. */
    record User(String name, String uid, String gid) {}

    /**
     * @throws PostgresFailed when we are root and there is no way to be somebody else
     */
    static Account choose() {
        Logger log = LoggerFactory.getLogger(Account.class);
        if (!isRoot()) {
            return new Same();
        }
        List<Path> unshare = Command.find("unshare");
        if (!unshare.isEmpty() && worksHere(new Unnamed(unshare.getFirst()))) {
            return new Unnamed(unshare.getFirst());
        }
        for (Path setpriv : Command.find("setpriv")) {
            for (String candidate : List.of("maestro", "postgres", "nobody")) {
                if (users().stream().anyMatch(user -> user.name().equals(candidate))) {
                    log.info("PostgreSQL runs as {}: user namespaces are not allowed", candidate);
                    return new Other(setpriv, candidate);
                }
            }
        }
        throw new PostgresFailed(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here:"
                        + " start as an ordinary user, or name a database by its URL");
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    private static boolean worksHere(Account account) {
        List<String> command = new ArrayList<>(account.prefix());
        command.add("true");
        return Command.run(command, Path.of("/"), Duration.ofSeconds(10)).exit() == 0;
    }

    private static User named(String name) {
        return users().stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PostgresFailed("no user " + name + " on this machine"));
    }

    private static List<User> users() {
        try {
            return Files.readAllLines(Path.of("/etc/passwd")).stream()
                    .map(line -> line.split(":", -1))
                    .filter(field -> field.length > 3)
                    .map(field -> new User(field[0], field[2], field[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void giveIfForeign(Path directory, String name) throws IOException {
        UserPrincipal owner =
                directory
                        .getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(name);
        if (!Files.getOwner(directory).equals(owner)) {
            Tree.give(directory, owner);
        }
    }
}
