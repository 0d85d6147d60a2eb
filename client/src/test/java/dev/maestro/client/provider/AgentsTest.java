package dev.maestro.client.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.client.settings.ProviderSettings;
import dev.maestro.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsTest {

    @TempDir private Path directory;

    @Test
    void findsWhatIsOnThePathWithItsVersion() throws Exception {
        put("codex", "echo codex-cli 0.169.0");
        put("claude", "echo '2.1.330 (Claude Code)'");

        assertThat(agents().best()).contains(ProviderKind.CLAUDE);
        assertThat(agents().all(new AgentVersions(directory.resolve("agents.json"))))
                .filteredOn(agent -> agent.program().isPresent())
                .containsExactly(
                        new Agents.Agent(
                                ProviderKind.CLAUDE,
                                Optional.of(directory.resolve("claude")),
                                Optional.of("2.1.330")),
                        new Agents.Agent(
                                ProviderKind.CODEX,
                                Optional.of(directory.resolve("codex")),
                                Optional.of("0.169.0")));
    }

    @Test
    void asksForAVersionOnceAsLongAsTheProgramIsTheSame() throws Exception {
        Path asked = directory.resolve("asked");
        put("claude", "echo x >>'" + asked + "'; echo 1.0.0");
        Path file = directory.resolve("agents.json");
        AgentVersions versions = new AgentVersions(file);
        agents().all(versions);
        versions.keep();

        agents().all(new AgentVersions(file));
        assertThat(Files.readAllLines(asked)).hasSize(1);

        put("claude", "echo x >>'" + asked + "'; echo 1.0.10");
        assertThat(agents().all(new AgentVersions(file)).getFirst().version()).contains("1.0.10");
    }

    @Test
    void takesTheProgramThatAPersonSet() throws Exception {
        Path mine = put("my-claude", "echo 9.9.9");
        Agents agents =
                new Agents(
                        Map.of("PATH", "/nowhere"),
                        name ->
                                name.equals("claude")
                                        ? new ProviderSettings(
                                                Optional.of(mine.toString()),
                                                null,
                                                null,
                                                null,
                                                null)
                                        : ProviderSettings.USUAL);

        assertThat(agents.program(ProviderKind.CLAUDE)).contains(mine);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(agents().best()).isEmpty();
    }

    @Test
    void saysWhatWasProbablyMeant() {
        assertThatThrownBy(() -> ProviderKind.named("claud"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("did you mean \"claude\"?")
                .hasMessageContaining("opencode, aider, acp, command, manual");
        assertThatThrownBy(() -> ProviderKind.named("frobnicate"))
                .hasMessageNotContaining("did you mean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "manual"})
    void opensEachByItsName(String name) {
        assertThat(Providers.of(ProviderConfig.usual(name, Optional.empty()), Map.of()).name())
                .isEqualTo(name);
    }

    private Agents agents() {
        return new Agents(Map.of("PATH", directory + ":/nowhere"), _ -> ProviderSettings.USUAL);
    }

    private Path put(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
