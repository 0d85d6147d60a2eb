package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool that the asking program declared.
 *
 * @param namespace where it is declared; usually empty
 * @param freeform its input is a text, not an object
 */
public record Tool(
        String name, String namespace, boolean freeform, String description, JsonNode schema) {

    boolean has(String property) {
        return schema.path("properties").has(property);
    }
}
