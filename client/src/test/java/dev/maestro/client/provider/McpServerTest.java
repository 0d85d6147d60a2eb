package dev.maestro.client.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class McpServerTest {

    private final McpServer server =
            new McpServer(
                    List.of("/opt/my java", "-cp", "a\"b", "mcp"),
                    Map.of("MAESTRO_RUN_SOCKET", "/run/x.sock"));

    @Test
    void comesBackFromTheFactsOfARun() {
        assertThat(McpServer.of(server.facts())).contains(server);
        assertThat(McpServer.of(Map.of("MAESTRO_RUN", "7"))).isEmpty();
    }

    @Test
    void everyProgramIsToldTheSameInItsOwnWay() throws JsonProcessingException {
        JsonNode entry = server.servers().at("/mcpServers/maestro");
        assertThat(entry.at("/command").textValue()).isEqualTo("/opt/my java");
        assertThat(entry.at("/args/2").textValue()).isEqualTo("mcp");
        assertThat(entry.at("/env/MAESTRO_RUN_SOCKET").textValue()).isEqualTo("/run/x.sock");

        assertThat(server.openCode().at("/command/0")).isEqualTo(entry.at("/command"));
        assertThat(server.openCode().at("/environment")).isEqualTo(entry.at("/env"));

        assertThat(server.acp().at("/0/args")).isEqualTo(entry.at("/args"));
        assertThat(server.acp().at("/0/env/0/value").textValue()).isEqualTo("/run/x.sock");

        JsonNode codex = new TomlMapper().readTree(String.join("\n", server.codex()));
        assertThat(codex.at("/mcp_servers/maestro/args")).isEqualTo(entry.at("/args"));
        assertThat(codex.at("/mcp_servers/maestro/env")).isEqualTo(entry.at("/env"));
    }
}
