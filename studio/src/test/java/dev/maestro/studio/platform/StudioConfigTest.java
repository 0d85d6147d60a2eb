package dev.maestro.studio.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StudioConfigTest {

    @TempDir Path home;

    @Test
    void hasDefaultsForAll() {
        assertThat(read(environment()))
                .isEqualTo(
                        new StudioConfig(
                                home,
                                "127.0.0.1",
                                7300,
                                Optional.empty(),
                                Duration.ofSeconds(90),
                                Optional.empty(),
                                Optional.empty(),
                                "maestro",
                                home.resolve("studio/output")));
    }

    @Test
    void printsEverySettingThatItReadsWithItsDefault() throws IOException {
        Settings settings = StudioConfig.settings(environment());
        StudioConfig.read(environment(), settings);
        List<Setting> inFile = StudioConfig.SETTINGS.stream().filter(Setting::inFile).toList();
        write(
                inFile.stream()
                        .map(setting -> setting.name() + " = " + setting.usual() + "\n")
                        .collect(Collectors.joining()));

        assertThat(inFile)
                .extracting(Setting::name)
                .containsExactlyInAnyOrderElementsOf(settings.known());
        assertThat(read(environment())).isEqualTo(StudioConfig.read(environment(), settings));
    }

    @Test
    void prefersTheEnvironmentToTheFile() throws IOException {
        write("studio.port = 8000\nstudio.host = 0.0.0.0\n");

        StudioConfig config =
                read(
                        environment(
                                "MAESTRO_STUDIO_PORT",
                                "9000",
                                "MAESTRO_STUDIO_PUBLIC_URL",
                                "https://studio.example.org"));

        assertThat(config.port()).isEqualTo(9000);
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.publicUrl()).contains(URI.create("https://studio.example.org"));
    }

    @Test
    void takesADatabaseOfYourOwnAndNeverShowsItsPassword() {
        StudioConfig config =
                read(
                        environment(
                                "MAESTRO_DATABASE_URL",
                                "jdbc:postgresql://db/maestro?password=hush",
                                "MAESTRO_DATABASE_USER",
                                "ada",
                                "MAESTRO_DATABASE_PASSWORD",
                                "secret"));

        assertThat(config.database().orElseThrow().password()).isEqualTo("secret");
        assertThat(config.toString()).doesNotContain("secret").doesNotContain("hush");
    }

    @Test
    void tellsAllMistakesTogether() throws IOException {
        write("studio.prot = 1\nstudio.host = here\nsomething.else = x\n");

        assertThatThrownBy(() ->
                        read(
                                environment(
                                        "MAESTRO_STUDIO_PORT",
                                        "70000",
                                        "MAESTRO_STUDIO_PUBLIC_URL",
                                        "ftp://x",
                                        "MAESTRO_DATABASE_USER",
                                        "ada",
                                        "MAESTRO_STUDIO_HOTS",
                                        "x")))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.data().get("mistakes"))
                                        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                                        .containsExactlyInAnyOrder(
                                                "studio.port is no whole number from 0 to 65535: 70000",
                                                "studio.public_url is no address that starts with one of [http, https]",
                                                "database.url is missing beside the user or the password",
                                                "studio.prot is no setting: did you mean studio.port?",
                                                "something.else is no setting",
                                                "MAESTRO_STUDIO_HOTS is no setting: did you mean MAESTRO_STUDIO_HOST?"));
    }

    @Test
    void leavesVariablesOfOthersAlone() {
        assertThat(read(environment("MAESTRO_TOKEN_FILE", "x", "PATH", "/bin")).port())
                .isEqualTo(7300);
    }

    private StudioConfig read(Map<String, String> environment) {
        Settings settings = StudioConfig.settings(environment);
        StudioConfig config = StudioConfig.read(environment, settings);
        settings.refuseMistakes();
        return config;
    }

    private Map<String, String> environment(String... pairs) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MAESTRO_HOME", home.toString());
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return environment;
    }

    private void write(String text) throws IOException {
        Files.writeString(home.resolve("studio.properties"), text);
    }
}
