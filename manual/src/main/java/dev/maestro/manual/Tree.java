package dev.maestro.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.json.Json;
import java.util.Collection;

/** Builds documents: objects whose members keep their order. */
final class Tree {

    private Tree() {}

    /**
     * @param members name, value, name, value …; values are nodes, texts, numbers, truth values
     */
    static ObjectNode object(Object... members) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < members.length; i += 2) {
            object.set((String) members[i], node(members[i + 1]));
        }
        return object;
    }

    static ArrayNode array(Object... elements) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Object element : elements) {
            array.add(node(element));
        }
        return array;
    }

    static ArrayNode array(Collection<?> elements) {
        return array(elements.toArray());
    }

    static ObjectNode ref(String to) {
        return object("$ref", to);
    }

    private static JsonNode node(Object value) {
        return value instanceof JsonNode node ? node : Json.node(value);
    }
}
