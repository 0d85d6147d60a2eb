package dev.maestro.client.provider.acp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.provider.AgentEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Our requests that wait for an answer. Any thread may ask. */
final class AcpCalls {

    /** Takes what came of a request; of result and error one is missing. */
    @FunctionalInterface
    interface Answer {
        void take(JsonNode result, JsonNode error, Consumer<AgentEvent> events);
    }

    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Answer> waiting = new ConcurrentHashMap<>();

    /** The request as a line to be said. */
    String request(String method, ObjectNode params, Answer answer) {
        long id = last.incrementAndGet();
        waiting.put(id, answer);
        return AcpWire.request(id, method, params);
    }

    /** An answer to nothing we asked is not heard. */
    void answered(ObjectNode message, Consumer<AgentEvent> events) {
        Answer answer = waiting.remove(message.path("id").asLong());
        if (answer != null) {
            answer.take(message.path("result"), message.path("error"), events);
        }
    }
}
