package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads problem documents (RFC 9457) as refusals. */
final class Problem {

    private static final Set<String> ENVELOPE = Set.of("type", "title", "detail", "status");

    private Problem() {}

    /** What an answer outside 200 to 299 means; a body that is no problem document is tolerated. */
    static Refused refused(int status, String body) {
        JsonNode document = document(body);
        RefusalCode code =
                RefusalCode.ofWireName(document.path("type").asText()).orElse(byStatus(status));
        String sentence =
                document.path("detail")
                        .asText(
                                document.path("title")
                                        .asText("Studio answered with status " + status));
        Map<String, Object> data = new HashMap<>();
        document.properties().stream()
                .filter(field -> !ENVELOPE.contains(field.getKey()))
                .forEach(field -> data.put(field.getKey(), value(field.getValue())));
        return new Refused(code, sentence, data);
    }

    private static JsonNode document(String body) {
        try {
            JsonNode tree = Json.tree(body);
            return tree.isObject() ? tree : JsonNodeFactory.instance.objectNode();
        } catch (Refused notJson) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    private static RefusalCode byStatus(int status) {
        return Arrays.stream(RefusalCode.values())
                .filter(code -> code.number() > -32100 && code.number() <= -32001)
                .filter(code -> code.httpStatus() == status)
                .findFirst()
                .orElse(RefusalCode.INTERNAL);
    }

    private static Object value(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        return node.isTextual() ? node.asText() : node;
    }
}
