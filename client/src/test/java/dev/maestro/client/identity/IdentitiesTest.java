package dev.maestro.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.daemon.Daemon;
import dev.maestro.client.link.Bearer;
import dev.maestro.client.link.StudioHttp;
import dev.maestro.client.link.StudioUnreachable;
import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.client.settings.SecretPlace;
import dev.maestro.client.studio.ScriptedStudio;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.testkit.SettableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        assertThat(later.choose(IdentityChoice.ANY)).isEqualTo(redeemed);
        assertThat(redeemed.name()).isEqualTo("Ada Lovelace");
        assertThat(redeemed.url()).isEqualTo(studio.url());
    }

    @Test
    void keepsSecretsOutOfTheConfigurationAndFromOthers() throws IOException {
        Identity redeemed = identities.redeem(invite());

        Path secrets = directory.resolve("tokens").resolve(redeemed.user() + ".json");
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
                directory.resolve("tokens").resolve(identity.user() + ".json"),
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

            assertThatThrownBy(() -> identities.choose(IdentityChoice.ANY))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("--studio");
            assertThat(identities.choose(IdentityChoice.at(other.url())).url())
                    .isEqualTo(other.url());
        }
    }

    @Test
    void aStudioThatAnswersWithAnIdOfAnotherGetsNothingOfIt() {
        Identity ada = identities.redeem(invite());
        Path secrets = directory.resolve("tokens").resolve(ada.user() + ".json");
        FileTime written = FileTime.fromMillis(0);
        try (ScriptedStudio hostile = new ScriptedStudio()) {
            Files.setLastModifiedTime(secrets, written);
            hostile.answersAs(ada.user());

            assertThatThrownBy(() ->
                            identities.redeem(
                                    Invite.parse(hostile.url() + "/invites/abcdefghijklmnopqrst")))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining(studio.url().toString());

            assertThat(identities.all()).containsExactly(ada);
            assertThat(Files.getLastModifiedTime(secrets)).isEqualTo(written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aUserIsInvitedAgainByTheSameStudio() {
        Identity ada = identities.redeem(invite());
        studio.answersAs(ada.user());

        Identity again = identities.redeem(invite());

        assertThat(identities.all()).containsExactly(again);
    }

    @Test
    void anAnswerThatWasLostIsAskedForAgainByTheNextProcess() {
        Identity identity = identities.redeem(invite());
        Bearer killed = tokens(identity);
        clock.passes(Duration.ofMinutes(14));
        studio.loseRefreshAnswers(true);
        assertThatThrownBy(killed::token).isInstanceOf(StudioUnreachable.class);

        clock.passes(Duration.ofHours(9));
        studio.loseRefreshAnswers(false);

        assertThat(tokens(identity).token()).isEqualTo("access-1");
        assertThat(studio.refreshes()).isEqualTo(1);
        clock.passes(Duration.ofMinutes(14));
        assertThat(tokens(identity).token()).isEqualTo("access-2");
    }

    @Test
    void severalUsersOfOneStudioStandBesideEachOtherAndOneIsTheDefault() {
        Identity ada = identities.redeem(invite());
        studio.invites("Bob", "bob@example.com");
        Identity bob = identities.redeem(invite());

        assertThat(identities.all()).containsExactly(ada, bob);
        assertThatThrownBy(() -> identities.choose(IdentityChoice.at(studio.url())))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("ada@example.com")
                .hasMessageContaining("--identity");
        assertThat(named("BOB@example.com")).isEqualTo(bob);
        assertThat(named("Ada Lovelace")).isEqualTo(ada);
        assertThat(identities.of(studio.url(), Optional.of(ada.user()))).isEqualTo(ada);
        assertThatThrownBy(() -> named("carol"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("there is no identity carol here");
        identities.use(bob);
        assertThat(identities.choose(IdentityChoice.ANY)).isEqualTo(bob);
        assertThat(identities.usual()).contains(bob);
    }

    @Test
    void anIdentityIsEndedAtStudioBeforeItIsForgotten() {
        Identity ada = identities.redeem(invite());
        identities.use(ada);
        studio.stop();

        assertThatThrownBy(() -> identities.revoke(ada, false))
                .isInstanceOf(StudioUnreachable.class);
        assertThat(identities.all()).containsExactly(ada);
        studio.start();
        identities.revoke(ada, false);

        assertThat(studio.revoked()).containsExactly("refresh-0");
        assertThat(identities.all()).isEmpty();
        assertThat(identities.usual()).isEmpty();
        assertThat(directory.resolve("tokens").resolve(ada.user() + ".json")).doesNotExist();
    }

    @Test
    void anIdentityOfASilentStudioIsForgottenOnlyWhenThatIsAskedFor() {
        Identity ada = identities.redeem(invite());
        studio.stop();

        identities.revoke(ada, true);

        assertThat(identities.all()).isEmpty();
        studio.start();
    }

    @Test
    void whatAPersonWroteIntoTheFileStays() {
        PrivateFiles.write(directory.resolve("config.toml"), "# mine\n[worktree] # little\n");

        identities.redeem(invite());

        assertThat(directory.resolve("config.toml"))
                .content()
                .startsWith("# mine\n[worktree] # little\n")
                .contains("[[identity]]");
    }

    @Test
    void anIdentityOfAnEarlierVersionIsReadAndKept() {
        PrivateFiles.write(
                directory.resolve("config.toml"),
                "identity = [{url = 'https://s.example.com', user ="
                        + " '5b0c6f0e-0000-4000-8000-000000000001', name = 'Ada', email ="
                        + " 'old@example.com', workspace = '5b0c6f0e-0000-4000-8000-000000000002',"
                        + " workspace_slug = 'w', workspace_name = 'W'}]\n");

        identities.redeem(invite());

        assertThat(identities.all())
                .extracting(Identity::email)
                .containsExactly("old@example.com", "ada@example.com");
        assertThat(named("old@example.com").secrets()).isEqualTo(SecretPlace.FILE);
    }

    @Test
    void withoutABusOfTheSessionThereIsNoKeyring() {
        SecretPlaces places = new SecretPlaces(new MaestroHome(directory), Map.of());

        assertThat(places.best(SecretPlace.KEYRING)).isEqualTo(SecretPlace.FILE);
    }

    @Test
    void aWorkerOfATeamFindsTheTokensThatItsLeadPutIntoTheKeyring() {
        Identity ada = inKeyring(identities.redeem(invite()));
        Map<String, String> entries = new HashMap<>();
        MaestroHome lead = new MaestroHome(directory);
        keyringOf(lead, entries).of(ada).write(ada.user(), "the lead's");

        Secrets worker = keyringOf(lead.worker("ada-dev-1"), entries).of(ada);
        Secrets stranger = keyringOf(new MaestroHome(directory.resolve("else")), entries).of(ada);

        assertThat(worker.read(ada.user())).contains("the lead's");
        assertThat(stranger.read(ada.user())).isEmpty();
    }

    @Test
    void aKeyringThatIsOutOfReachIsSaidNotGuessed() {
        Identity inKeyring = inKeyring(identities.redeem(invite()));
        SecretPlaces places = new SecretPlaces(new MaestroHome(directory), Map.of());

        assertThatThrownBy(() -> places.of(inKeyring))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.code().kind())
                                        .isEqualTo(RefusalCode.Kind.TRY_LATER))
                .hasMessageContaining("out of reach");
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

    private static Identity inKeyring(Identity one) {
        return new Identity(
                one.url(),
                one.user(),
                one.name(),
                one.email(),
                one.workspace(),
                one.workspaceSlug(),
                one.workspaceName(),
                SecretPlace.KEYRING);
    }

    /** A keyring that every process of this machine sees. */
    private static SecretPlaces keyringOf(MaestroHome home, Map<String, String> entries) {
        return new SecretPlaces(
                home,
                Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"),
                name -> Optional.of(new SharedKeyring(name, entries)));
    }

    private record SharedKeyring(String home, Map<String, String> entries) implements Secrets {

        @Override
        public Optional<String> read(UUID user) {
            return Optional.ofNullable(entries.get(user + home));
        }

        @Override
        public void write(UUID user, String text) {
            entries.put(user + home, text);
        }

        @Override
        public void forget(UUID user) {
            entries.remove(user + home);
        }
    }

    private Identity named(String name) {
        return identities.choose(new IdentityChoice(Optional.empty(), Optional.of(name)));
    }

    private Bearer tokens(Identity identity) {
        return new AccessTokens(
                new StoredTokens(
                        () -> new SecretFiles(directory.resolve("tokens")),
                        identity.user(),
                        directory.resolve("tokens").resolve(identity.user() + ".json.lock")),
                new StudioHttp(identity.url(), client, Optional.empty()),
                clock);
    }

    private Invite invite() {
        return Invite.parse(studio.url() + "/invites/abcdefghijklmnopqrst");
    }
}
