package dev.maestro.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.link.Bearer;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.Refused;
import dev.maestro.testkit.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitiesTest {

    @TempDir private Path directory;
    private final SettableClock clock = SettableClock.monday();
    private final HttpClient client = Daemon.httpClient();
    private ScriptedStudio studio;
    private Identities identities;

    @BeforeEach
    void open() {
        studio = new ScriptedStudio();
        identities = new Identities(new MaestroHome(directory), client, clock);
    }

    @AfterEach
    void close() {
        studio.close();
        client.shutdownNow();
    }

    @Test
    void redeemsAnInviteAndRemembersWhoWeAre() {
        Identity redeemed = identities.redeem(invite());

        Identities later = new Identities(new MaestroHome(directory), client, clock);
        assertThat(later.choose(Optional.empty())).isEqualTo(redeemed);
        assertThat(redeemed.name()).isEqualTo("Ada Lovelace");
        assertThat(redeemed.url()).isEqualTo(studio.url());
    }

    @Test
    void keepsSecretsOutOfTheConfigurationAndFromOthers() throws IOException {
        Identity redeemed = identities.redeem(invite());

        Path secrets = directory.resolve("tokens").resolve(redeemed.fileName());
        assertThat(directory.resolve("config.toml"))
                .content()
                .contains("ada@example.com")
                .doesNotContain("access-0", "refresh-0");
        assertThat(secrets).content().contains("access-0", "refresh-0");
        assertThat(Files.getPosixFilePermissions(secrets).toString())
                .doesNotContain("GROUP", "OTHERS");
    }

    @Test
    void refreshesATokenBeforeItExpires() {
        Bearer tokens = tokens(identities.redeem(invite()));
        assertThat(tokens.token()).isEqualTo("access-0");

        clock.passes(Duration.ofMinutes(14));

        assertThat(tokens.token()).isEqualTo("access-1");
        assertThat(tokens.token()).isEqualTo("access-1");
        assertThat(studio.refreshes()).isEqualTo(1);
    }

    @Test
    void twoProcessesUseARefreshTokenOnce() {
        Identity identity = identities.redeem(invite());
        Bearer daemon = tokens(identity);
        Bearer commandLine = tokens(identity);
        assertThat(daemon.token()).isEqualTo(commandLine.token());

        clock.passes(Duration.ofMinutes(14));

        assertThat(daemon.token()).isEqualTo("access-1");
        assertThat(commandLine.token()).isEqualTo("access-1");
        assertThat(studio.refreshes()).isEqualTo(1);
    }

    @Test
    void refreshesATokenThatStudioRejected() {
        Bearer tokens = tokens(identities.redeem(invite()));

        tokens.rejected(tokens.token());

        assertThat(tokens.token()).isEqualTo("access-1");
    }

    @Test
    void saysWhatToDoWhenTheIdentityIsNotAcceptedAnyMore() {
        Identity identity = identities.redeem(invite());
        PrivateFiles.write(
                directory.resolve("tokens").resolve(identity.fileName()),
                "{\"access_token\":\"a\",\"expires_at\":\"2020-01-01T00:00:00Z\",\"refresh_token\":\"stolen\"}");

        assertThatThrownBy(() -> tokens(identity).token())
                .isInstanceOf(Refused.class)
                .hasMessageContaining("maestro auth");
    }

    @Test
    void asksWhichStudioWhenThereAreSeveral() {
        identities.redeem(invite());
        try (ScriptedStudio other = new ScriptedStudio()) {
            identities.redeem(Invite.parse(other.url() + "/invites/abcdefghijklmnopqrst"));

            assertThatThrownBy(() -> identities.choose(Optional.empty()))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("--studio");
            assertThat(identities.choose(Optional.of(other.url())).url()).isEqualTo(other.url());
        }
    }

    @Test
    void refusesWhatIsNoInvite() {
        assertThatThrownBy(() -> Invite.parse("https://studio.example.com/plans/7"))
                .isInstanceOf(Refused.class);
        assertThat(Invite.parse(" https://s.example.com/sub/invites/abcdefghijklmnopqrst\n"))
                .isEqualTo(
                        new Invite(
                                URI.create("https://s.example.com/sub"), "abcdefghijklmnopqrst"));
    }

    private Bearer tokens(Identity identity) {
        return new AccessTokens(
                directory.resolve("tokens").resolve(identity.fileName()),
                new StudioHttp(identity.url(), client, Optional.empty()),
                clock);
    }

    private Invite invite() {
        return Invite.parse(studio.url() + "/invites/abcdefghijklmnopqrst");
    }
}
