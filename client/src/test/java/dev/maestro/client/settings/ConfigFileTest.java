package dev.maestro.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.platform.MaestroHome;
import dev.maestro.client.platform.PrivateFiles;
import dev.maestro.protocol.Refused;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {

    @TempDir private Path directory;

    @Test
    void itsNamesAndDefaultsAreThese() {
        assertThat(ConfigFile.SETTINGS)
                .extracting(one -> one.key() + " = " + one.usual())
                .containsExactly(
                        "default_identity = ",
                        "secrets = keyring",
                        "worktree.snapshot_seconds = 300",
                        "worktree.set_up_minutes = 15",
                        "worktree.disk_budget_gb = 20",
                        "provider.NAME.program = ",
                        "provider.NAME.arguments = ",
                        "provider.NAME.models.small = ",
                        "provider.NAME.models.medium = ",
                        "provider.NAME.models.large = ",
                        "provider.NAME.permission = allow",
                        "provider.NAME.environment = ");
        assertThat(file().read()).isEqualTo(Configuration.USUAL);
    }

    @Test
    void readsWhatAPersonWrote() {
        write(
                """
                default_identity = "ada@example.com"
                secrets = "file"
                worktree.snapshot_seconds = 60

                [provider.claude]
                program = "/opt/claude"
                arguments = ["--verbose"]
                models = {small = "haiku", large = "opus"}
                permission = "ask"
                environment = ["HTTPS_PROXY"]

                [provider.codex]
                """);

        Configuration read = file().read();

        assertThat(read.defaultIdentity()).contains("ada@example.com");
        assertThat(read.secrets()).isEqualTo(SecretPlace.FILE);
        assertThat(read.worktree()).isEqualTo(new WorktreeSettings(60, 15, 20));
        assertThat(read.provider("claude"))
                .isEqualTo(
                        new ProviderSettings(
                                Optional.of("/opt/claude"),
                                List.of("--verbose"),
                                Map.of(ModelSize.SMALL, "haiku", ModelSize.LARGE, "opus"),
                                PermissionMode.ASK,
                                List.of("HTTPS_PROXY")));
        assertThat(read.provider("codex")).isEqualTo(ProviderSettings.USUAL);
        assertThat(read.provider("gemini")).isEqualTo(ProviderSettings.USUAL);
    }

    @Test
    void allMistakesAreToldTogetherWithTheirLinesAndWhatWasMeant() {
        write(
                """
                secrets = "keyrin"
                [worktree]
                snapshot_seconts = 5
                disk_budget_gb = "20"
                [provider.claude]
                permission = "alow"
                arguments = "--verbose"
                models.big = "opus"
                """);

        assertThatThrownBy(() -> file().read())
                .isInstanceOf(Refused.class)
                .message()
                .contains(
                        "config.toml, line 1: secrets = \"keyrin\": it is keyring or file; did you"
                                + " mean keyring?",
                        "line 3: worktree.snapshot_seconts = 5: there is no such setting; did you"
                                + " mean worktree.snapshot_seconds?",
                        "line 4: worktree.disk_budget_gb = \"20\": it is a whole number from 1 to",
                        "line 6: provider.claude.permission = \"alow\": it is allow or ask or deny;"
                                + " did you mean allow?",
                        "line 7: provider.claude.arguments = \"--verbose\": it is a list of texts",
                        "line 8: provider.claude.models.big = \"opus\": there is no such setting");
    }

    @Test
    void aSettingIsSetAndUnsetAndTheCommentsStay() {
        write("# mine\n[worktree]\n# little disk\ndisk_budget_gb = 5\n");
        SettingsFile settings = file().settings();

        settings.set("provider.claude.models.large", "opus");
        settings.set("provider.claude.environment", "HTTPS_PROXY, NO_PROXY");
        settings.set("worktree.disk_budget_gb", "7");

        assertThat(file().read().provider("claude").environment())
                .containsExactly("HTTPS_PROXY", "NO_PROXY");
        assertThat(file().read().worktree().room()).isEqualTo(7_000_000_000L);
        assertThat(settings.unset("provider.claude.models.large")).isTrue();
        assertThat(settings.unset("provider.claude.models.large")).isFalse();
        assertThat(directory.resolve("config.toml"))
                .content()
                .contains("# mine", "# little disk")
                .doesNotContain("opus");
    }

    @Test
    void whatDoesNotFitIsNotWritten() {
        SettingsFile settings = file().settings();

        assertThatThrownBy(() -> settings.set("provider.claude.permission", "denny"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("did you mean deny?");
        assertThatThrownBy(() -> settings.set("worktree.disk_budget", "7"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("did you mean worktree.disk_budget_gb?");
        assertThat(directory.resolve("config.toml")).doesNotExist();
    }

    @Test
    void aClonesSettingsStandBesideWhatIsKnownOfIt() {
        ProjectsFile projects = new ProjectsFile(new MaestroHome(directory));
        Path clone = Path.of("/home/ada/shop v1.0");
        KnownProject known =
                new KnownProject(
                        UUID.randomUUID(),
                        "Shop",
                        URI.create("https://studio.example.com"),
                        "ada",
                        Optional.of(UUID.randomUUID()));

        assertThat(projects.settings(clone)).isEqualTo(ProjectSettings.USUAL);
        projects.settingsFile(clone).set("check_network", "none");
        assertThat(projects.all()).isEmpty();
        projects.remember(clone, known);
        projects.settingsFile(clone).set("copy", ".env,local.yml");

        assertThat(projects.find(clone)).contains(known);
        assertThat(projects.all()).containsExactly(Map.entry(clone, known));
        assertThat(projects.settings(clone))
                .isEqualTo(
                        new ProjectSettings(
                                SandboxMode.ON,
                                NetworkPolicy.NONE,
                                List.of(".env", "local.yml"),
                                Optional.empty(),
                                4));
        projects.forget(clone);
        assertThat(projects.find(clone)).isEmpty();
    }

    @Test
    void theMistakesOfOneCloneDisturbNoOther() {
        PrivateFiles.write(
                directory.resolve("projects.toml"),
                "[project.\"/shop\"]\nsandbx = 'off'\nports = 99\n[project.\"/shop.two\"]\n");
        ProjectsFile projects = new ProjectsFile(new MaestroHome(directory));

        assertThat(projects.settings(Path.of("/shop.two"))).isEqualTo(ProjectSettings.USUAL);
        assertThatThrownBy(() -> projects.settings(Path.of("/shop")))
                .isInstanceOf(Refused.class)
                .message()
                .contains(
                        "projects.toml, line 2: project./shop.sandbx = \"off\": there is no such"
                                + " setting; did you mean project./shop.sandbox?",
                        "line 3: project./shop.ports = 99: it is a whole number from 0 to 32");
    }

    @Test
    void aClonesNamesAndDefaultsAreThese() {
        assertThat(ProjectsFile.SETTINGS)
                .extracting(one -> one.key() + " = " + one.usual())
                .containsExactly(
                        "project.PATH.sandbox = on",
                        "project.PATH.check_network = open",
                        "project.PATH.copy = .env",
                        "project.PATH.set_up = ",
                        "project.PATH.ports = 4");
        ProjectsFile projects = new ProjectsFile(new MaestroHome(directory));
        Path clone = Path.of("/shop");
        projects.settingsFile(clone).set("ports", "4");

        assertThat(projects.settings(clone)).isEqualTo(ProjectSettings.USUAL);
    }

    @Test
    void aFileOfAnEarlierVersionIsRead() {
        PrivateFiles.write(
                directory.resolve("projects.toml"),
                """
                project./shop.project = '5b0c6f0e-0000-4000-8000-000000000001'
                project./shop.name = 'Shop'
                project./shop.studio = 'https://studio.example.com'
                project./shop.session = 'ada'
                """
                        .replace("/shop", "'/shop'"));

        assertThat(new ProjectsFile(new MaestroHome(directory)).find(Path.of("/shop")))
                .hasValueSatisfying(known -> {
                    assertThat(known.session()).isEqualTo("ada");
                    assertThat(known.user()).isEmpty();
                });
    }

    private void write(String text) {
        PrivateFiles.write(directory.resolve("config.toml"), text);
    }

    private ConfigFile file() {
        return new ConfigFile(new MaestroHome(directory));
    }
}
