package dev.maestro.testkit.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** JSON written as it is read: {@code object("role", "user", "content", array(…))}. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object(Object... keysAndValues) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.set((String) keysAndValues[i], node(keysAndValues[i + 1]));
        }
        return object;
    }

    static ArrayNode array(Object... values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Object value : values) {
            array.add(node(value));
        }
        return array;
    }

    static ArrayNode array(List<? extends JsonNode> values) {
        return JsonNodeFactory.instance.arrayNode().addAll(values);
    }

    static JsonNode nothing() {
        return JsonNodeFactory.instance.nullNode();
    }

    /** Where nothing has been said yet: of a text, or of an object. */
    static JsonNode empty(boolean text) {
        return text ? JsonNodeFactory.instance.textNode("") : object();
    }

    private static JsonNode node(Object value) {
        return value instanceof JsonNode node ? node : MAPPER.valueToTree(value);
    }

    /** What is not JSON is a missing node. */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * The text in what the wires call content: a text, a list of parts with texts, or an object
     * with one.
     */
    static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.textValue();
        }
        if (content.isArray()) {
            return String.join("\n", content.valueStream().map(Json::text).toList());
        }
        if (content.has("text")) {
            return text(content.path("text"));
        }
        if (content.has("content")) {
            return text(content.path("content"));
        }
        return content.isMissingNode() || content.isNull() ? "" : content.toString();
    }
}
