package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;

/** A small value that a JSON schema allows. */
final class Example {

    private Example() {}

    static JsonNode of(JsonNode schema) {
        for (String fixed : new String[] {"const", "default"}) {
            if (schema.has(fixed)) {
                return schema.path(fixed);
            }
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        if (schema.has("anyOf")) {
            return of(schema.path("anyOf").path(0));
        }
        return ofType(schema);
    }

    private static JsonNode ofType(JsonNode schema) {
        JsonNode type = schema.path("type");
        String name = (type.isArray() ? type.path(0) : type).asText().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "object" -> object(schema);
            case "array" -> Json.array();
            case "boolean" -> BooleanNode.FALSE;
            case "integer", "number" -> IntNode.valueOf(schema.path("minimum").asInt(1));
            default -> TextNode.valueOf("scripted");
        };
    }

    private static JsonNode object(JsonNode schema) {
        ObjectNode object = Json.object();
        for (JsonNode name : schema.path("required")) {
            object.set(name.asText(), of(schema.path("properties").path(name.asText())));
        }
        return object;
    }
}
