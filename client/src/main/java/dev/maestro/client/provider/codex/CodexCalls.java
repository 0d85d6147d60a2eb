package dev.maestro.client.provider.codex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.agent.AgentInput;
import dev.maestro.client.agent.JsonLine;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The requests to Codex that wait for an answer. Any thread may use it. */
final class CodexCalls {

    private static final int METHOD_NOT_FOUND = -32601;

    private final AgentInput input;
    private final Map<Long, Consumer<JsonNode>> waiting = new HashMap<>();
    private long last;

    CodexCalls(AgentInput input) {
        this.input = input;
    }

    /**
     * @param answer takes the whole answer: {@code result} or {@code error}
     * @return false when Codex does not listen
     */
    synchronized boolean call(String method, ObjectNode params, Consumer<JsonNode> answer) {
        long id = ++last;
        waiting.put(id, answer);
        ObjectNode line = JsonLine.object().put("id", id).put("method", method);
        line.set("params", params);
        boolean said = input.say(line.toString());
        if (!said) {
            waiting.remove(id);
        }
        return said;
    }

    void tell(String method) {
        input.say(JsonLine.object().put("method", method).toString());
    }

    void answered(ObjectNode line) {
        Consumer<JsonNode> answer;
        synchronized (this) {
            answer = waiting.remove(line.path("id").asLong());
        }
        if (answer != null) {
            answer.accept(line);
        }
    }

    void decide(JsonNode id, String decision) {
        ObjectNode line = JsonLine.object();
        line.set("id", id);
        line.putObject("result").put("decision", decision);
        input.say(line.toString());
    }

    /** It waits for an answer to whatever it asks. */
    void refuse(JsonNode id) {
        ObjectNode line = JsonLine.object();
        line.set("id", id);
        line.putObject("error").put("code", METHOD_NOT_FOUND).put("message", "not known here");
        input.say(line.toString());
    }
}
