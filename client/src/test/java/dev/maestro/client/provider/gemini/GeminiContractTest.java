package dev.maestro.client.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderContract;
import dev.maestro.client.provider.ProviderOutcome;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeminiContractTest extends ProviderContract {

    @Override
    protected String recordings() {
        return "gemini";
    }

    @Override
    protected Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        return new GeminiProvider(settings, environment, patience);
    }

    @Override
    protected String wordsOfTheModel() {
        return "I will write hello.txt.";
    }

    @Override
    protected Optional<String> wordsOfAToolAtWork() {
        return Optional.of("\"tool_name\":\"run_shell_command\"");
    }

    @Override
    protected boolean recoversFromACutStream() {
        return false;
    }

    @Override
    protected boolean tellsWhenAUsageLimitEnds() {
        return false;
    }

    @Override
    protected boolean tellsDenials() {
        return false;
    }

    @Override
    protected Optional<String> wordsAtWhichToSteer() {
        return Optional.empty();
    }

    @Override
    protected boolean resumes(String arguments, String told, String session) {
        return arguments.contains("-r\n" + session);
    }

    @Test
    void beginsAnewWhenTheConversationIsGone() throws IOException {
        Path program =
                stage.program(
                        "agent",
                        "[[ \"$*\" == *\"-r \"* ]] && exit 42\n" + recorded("success").bash());
        stage.resuming("5e551011-0000-4000-8000-000000000001");

        assertThat(stage.runs(provider(program, PermissionMode.ALLOW, PATIENT)))
                .isEqualTo(new ProviderOutcome.Finished());
    }

    @Test
    void laysItsSettingsBelowTheUsersOwn() throws IOException {
        Path program = stage.program("agent", recorded("success").bash());

        stage.runs(provider(program, PermissionMode.ALLOW, PATIENT));

        assertThat(read(program, "arguments")).contains("--approval-mode\nyolo", "-m\nflash");
        assertThat(read(program, "environment"))
                .contains(
                        "GEMINI_CLI_NO_RELAUNCH=true",
                        "GEMINI_CLI_SYSTEM_DEFAULTS_PATH=" + stage.scratch);
        assertThat(Files.readString(stage.scratch.resolve("gemini-defaults.json")))
                .contains("maxAttempts")
                .doesNotContain("selectedType");
        assertThat(directory.resolve(".gemini")).doesNotExist();
    }

    @Test
    void aKeyInTheEnvironmentIsHowItSignsIn() throws IOException {
        Path program = stage.program("agent", recorded("success").bash());
        ProviderSettings settings =
                new ProviderSettings(
                        Optional.of(program.toString()),
                        null,
                        Map.of(ModelSize.MEDIUM, "my-model"),
                        PermissionMode.DENY,
                        null);

        stage.runs(
                provider(
                        settings,
                        Map.of("PATH", System.getenv("PATH"), "GEMINI_API_KEY", "k"),
                        PATIENT));

        assertThat(read(program, "arguments")).contains("--approval-mode\nauto_edit", "my-model");
        assertThat(Files.readString(stage.scratch.resolve("gemini-defaults.json")))
                .contains("gemini-api-key");
    }
}
