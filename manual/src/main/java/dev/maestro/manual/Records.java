package dev.maestro.manual;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Definitions of a schema as Markdown: a table of fields, or the words of an enum. */
final class Records {

    private final Schemas schemas;

    Records(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The fields of a record; a sentence when there are none. */
    String fields(Class<?> type) {
        return body(schemas.definition(type));
    }

    /** All definitions but these, each under a heading of its own. */
    String others(List<Class<?>> shown) {
        List<String> known = shown.stream().map(schemas::name).toList();
        StringBuilder text = new StringBuilder();
        schemas.definitions()
                .forEach((name, schema) -> {
                    if (!known.contains(name)) {
                        text.append("\n### ").append(name).append("\n\n");
                        String words = schema.path("description").asText();
                        text.append(words.isEmpty() ? "" : words + "\n\n");
                        text.append(body(schema)).append('\n');
                    }
                });
        return text.toString();
    }

    private static String body(ObjectNode schema) {
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add("`" + word.asText() + "`"));
            return "One of " + String.join(", ", words) + ".\n";
        }
        if (!schema.has("properties")) {
            return "An empty object.\n";
        }
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asText()));
        StringBuilder table = new StringBuilder("| field | type | |\n| --- | --- | --- |\n");
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            List<String> notes = new ArrayList<>();
            if (!required.contains(field.getKey())) {
                notes.add("may be left out");
            }
            String says = field.getValue().path("description").asText();
            if (!says.isEmpty()) {
                notes.add(says);
            }
            table.append(
                    "| `%s` | %s | %s |%n"
                            .formatted(
                                    field.getKey(),
                                    type(field.getValue()),
                                    String.join("; ", notes).replace("|", "\\|")));
        }
        return table.toString();
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst(".*/", "");
            return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
        }
        if (schema.has("items")) {
            return "list of " + type(schema.path("items"));
        }
        return switch (schema.path("format").asText(schema.path("type").asText())) {
            case "uuid" -> "UUID";
            case "date-time" -> "time";
            case "uri" -> "address";
            case "int32", "int64" -> "whole number";
            case "number" -> "number";
            case "boolean" -> "yes or no";
            case "object" -> "object";
            default -> "text";
        };
    }
}
