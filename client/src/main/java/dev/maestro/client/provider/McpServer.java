package dev.maestro.client.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.door.RunDoor;
import dev.maestro.protocol.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The server of tools that an agent can ask of its run, and how each vendor's program is told of
 * it. It comes among the run's facts, for agents of any kind.
 *
 * @param command the program and its arguments
 * @param environment what it needs besides what every program has
 */
public record McpServer(List<String> command, Map<String, String> environment) {

    /** What agents call it. */
    public static final String NAME = "maestro";

    /** Holds the command as a JSON array of strings. */
    private static final String COMMAND = "MAESTRO_MCP_COMMAND";

    private static final String SOCKET = RunDoor.VARIABLE;

    public McpServer {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** The one of a run; empty for a run that has none. */
    public static Optional<McpServer> of(Map<String, String> facts) {
        if (!facts.containsKey(COMMAND) || !facts.containsKey(SOCKET)) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>();
        for (JsonNode word : Json.tree(facts.get(COMMAND))) {
            command.add(word.textValue());
        }
        return Optional.of(new McpServer(command, Map.of(SOCKET, facts.get(SOCKET))));
    }

    /** As facts of a run. */
    public Map<String, String> facts() {
        Map<String, String> facts = new HashMap<>(environment);
        facts.put(COMMAND, array(command).toString());
        return facts;
    }

    public String program() {
        return command.getFirst();
    }

    public List<String> arguments() {
        return command.subList(1, command.size());
    }

    /**
     * {@code {"mcpServers":{"maestro":…}}}: a file for Claude Code's {@code --mcp-config}, and a
     * part of Gemini CLI's settings.
     */
    public ObjectNode servers() {
        ObjectNode all = object();
        all.putObject("mcpServers").set(NAME, entry());
        return all;
    }

    /** {@code {"command":…,"args":[…],"env":{…}}}. */
    public ObjectNode entry() {
        ObjectNode entry = object().put("command", program());
        entry.set("args", array(arguments()));
        entry.set("env", variables());
        return entry;
    }

    /** As {@code mcp.maestro} of OpenCode's configuration. */
    public ObjectNode openCode() {
        ObjectNode entry = object().put("type", "local").put("enabled", true);
        entry.set("command", array(command));
        entry.set("environment", variables());
        return entry;
    }

    /** As {@code mcpServers} of {@code session/new} in the Agent Client Protocol. */
    public ArrayNode acp() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        ObjectNode server = all.addObject().put("name", NAME).put("command", program());
        server.set("args", array(arguments()));
        ArrayNode variables = server.putArray("env");
        environment.forEach(
                (name, value) -> variables.addObject().put("name", name).put("value", value));
        return all;
    }

    /** Settings for Codex's {@code -c}, each {@code name=value}; a string is the same in TOML. */
    public List<String> codex() {
        String server = "mcp_servers." + NAME + ".";
        List<String> settings = new ArrayList<>();
        settings.add(server + "command=" + text(program()));
        settings.add(server + "args=" + array(arguments()));
        environment.forEach(
                (name, value) -> settings.add("%senv.%s=%s".formatted(server, name, text(value))));
        // A question may wait for a person.
        settings.add(server + "tool_timeout_sec=1800");
        return settings;
    }

    private ObjectNode variables() {
        ObjectNode variables = object();
        environment.forEach(variables::put);
        return variables;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static ArrayNode array(List<String> words) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        words.forEach(array::add);
        return array;
    }

    private static String text(String words) {
        return JsonNodeFactory.instance.textNode(words).toString();
    }
}
