package dev.maestro.client.provider.acp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcpAgentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gemini --acp          | [gemini, --acp]",
                "./bin/agent -m a/b:c  | [./bin/agent, -m, a/b:c]",
                "cd x && agent         | [sh, -c, cd x && agent]",
                "KEY=1 agent           | [sh, -c, KEY=1 agent]",
                "agent '$HOME'         | [sh, -c, agent '$HOME']",
            })
    void aShellIsStartedOnlyWhereOneIsNeeded(String line, String command) {
        assertThat(AcpAgent.named(line, Map.of()).command()).hasToString(command);
    }

    @Test
    void itsStateIsBelowTheUsersHome() {
        assertThat(
                        AcpAgent.named("gemini --acp", Map.of("HOME", "/home/ada"))
                                .state()
                                .directories())
                .containsExactly(Path.of("/home/ada/.gemini"));
    }
}
