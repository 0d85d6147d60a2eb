package dev.maestro.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where user namespaces are not allowed, root hands the data to another user. */
@Timeout(120)
final class AccountTest {

    @TempDir Path root;

    @Test
    void runsAsAnotherUserWhenRootMayNotMakeANamespace() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        assumeThat(Command.find("setpriv")).isNotEmpty();
        Account nobody = new Account.Other(Command.find("setpriv").getFirst(), "nobody");
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path home = Files.createDirectory(root.toRealPath().resolve("postgres"));

        Binaries binaries = Binaries.unpackInto(home);
        Cluster cluster = Cluster.open(home, binaries, nobody, false);
        Server server =
                new Server(
                        home, cluster.data(), binaries, nobody, EmbeddedPostgresConfig.forTests());
        Postmaster postmaster = server.run();

        assertThat(Files.getOwner(Path.of("/proc/" + postmaster.process())).getName())
                .isEqualTo("nobody");
        assertThat(Files.getOwner(cluster.data()).getName()).isEqualTo("nobody");
        server.stop();
        assertThat(Postmaster.in(cluster.data())).isEmpty();
    }

    @Test
    void takesDataBackThatBelongedToAnotherUser() throws Exception {
        assumeThat(Account.choose()).isInstanceOf(Account.Unnamed.class);
        Path data = Files.createDirectories(root.resolve("data/base"));
        new Account.Other(Path.of("setpriv"), "nobody").own(data);

        Account.choose().own(data);

        assertThat(Files.getOwner(data).getName()).isEqualTo("root");
    }
}
