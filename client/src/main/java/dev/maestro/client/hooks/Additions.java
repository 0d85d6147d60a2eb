package dev.maestro.client.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.platform.OwnProgram;
import dev.maestro.client.provider.McpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What each agent's program gets. */
final class Additions {

    /** What a shell takes as it is. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=+,@%-]+");

    private final OwnProgram program;

    Additions(OwnProgram program) {
        this.program = program;
    }

    Addition of(HookedAgent agent) {
        McpServer server = new McpServer(program.byName(List.of("mcp")), Map.of());
        return switch (agent) {
            case CLAUDE -> claude();
            case CODEX ->
                    new TomlTable(
                            new TextBlock(
                                    """
                                    [mcp_servers.maestro]
                                    command = %s
                                    args = %s
                                    tool_timeout_sec = 1800
                                    """
                                            .formatted(
                                                    JsonNodeFactory.instance.textNode(
                                                            server.program()),
                                                    server.entry().path("args"))));
            case GEMINI -> member("mcpServers", server.entry());
            case OPENCODE -> member("mcp", server.openCode());
        };
    }

    private static Addition member(String in, JsonNode entry) {
        return new JsonEntries(List.of(new JsonEntries.Entry(in, McpServer.NAME, false, entry)));
    }

    /** Claude Code keeps servers elsewhere; its hooks need none. */
    private Addition claude() {
        List<JsonEntries.Entry> entries = new ArrayList<>();
        entries.add(hook("SessionStart", "context"));
        entries.add(hook("Notification", "tell"));
        entries.add(hook("Stop", "tell"));
        return new JsonEntries(entries);
    }

    private JsonEntries.Entry hook(String event, String what) {
        ObjectNode command = JsonNodeFactory.instance.objectNode();
        command.put("type", "command").put("command", shell(what)).put("timeout", 10);
        ArrayNode all = JsonNodeFactory.instance.arrayNode().add(command);
        ObjectNode group = JsonNodeFactory.instance.objectNode();
        group.set("hooks", all);
        return new JsonEntries.Entry("hooks", event, true, group);
    }

    private String shell(String what) {
        return program.byName(List.of("hooks", what)).stream()
                .map(word ->
                        PLAIN.matcher(word).matches()
                                ? word
                                : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
