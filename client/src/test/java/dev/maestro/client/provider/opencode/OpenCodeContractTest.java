package dev.maestro.client.provider.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.client.provider.Patience;
import dev.maestro.client.provider.Provider;
import dev.maestro.client.provider.ProviderContract;
import dev.maestro.client.settings.ModelSize;
import dev.maestro.client.settings.PermissionMode;
import dev.maestro.client.settings.ProviderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenCodeContractTest extends ProviderContract {

    @Override
    protected String recordings() {
        return "opencode-serve";
    }

    @Override
    protected Provider provider(
            ProviderSettings settings, Map<String, String> environment, Patience patience) {
        Path program = Path.of(settings.program().orElseThrow());
        return new OpenCodeProvider(
                new ProviderSettings(
                        Optional.of(
                                Files.exists(program)
                                        ? served(program).toString()
                                        : program.toString()),
                        settings.arguments(),
                        settings.models(),
                        settings.permission(),
                        settings.environment()),
                environment,
                patience);
    }

    private Path served(Path program) {
        try {
            return stage.program(
                    "served",
                    "exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s '%s' \"$@\""
                            .formatted(
                                    System.getProperty("java.home"),
                                    Path.of("target/test-classes").toAbsolutePath(),
                                    PlayedServer.class.getName(),
                                    program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String wordsOfTheModel() {
        return "I will write hello.txt.";
    }

    @Override
    protected Optional<String> wordsOfAToolAtWork() {
        return Optional.of("\"status\":\"running\",\"input\":{\"command\"");
    }

    @Override
    protected Optional<String> wordsAtWhichToSteer() {
        return Optional.of("\"status\":\"running\"");
    }

    @Override
    protected boolean resumes(String arguments, String told, String session) {
        return told.contains("GET /session/" + session)
                && told.contains("POST /session/" + session + "/prompt_async");
    }

    @Test
    void laysItsConfigurationOverTheUsersOwn() throws IOException {
        Path program = stage.program("agent", recorded("success").bash());
        ProviderSettings settings =
                new ProviderSettings(
                        Optional.of(program.toString()),
                        null,
                        Map.of(ModelSize.MEDIUM, "vendor/model/with/slashes"),
                        PermissionMode.DENY,
                        null);

        stage.runs(
                provider(
                        settings,
                        Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString()),
                        PATIENT));

        assertThat(read(program, "environment"))
                .contains("\"bash\":\"deny\"", "\"question\":\"deny\"", "\"share\":\"disabled\"")
                .containsPattern("OPENCODE_SERVER_PASSWORD=[0-9a-f-]{36}");
        assertThat(read(program, "told"))
                .contains("\"providerID\":\"vendor\",\"modelID\":\"model/with/slashes\"");
    }
}
