package dev.maestro.testkit.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** The answer of a vendor that will not let the model answer. */
record Denial(int status, Map<String, String> headers, JsonNode body) {

    Denial {
        headers = Map.copyOf(headers);
    }

    Denial(int status, JsonNode body) {
        this(status, Map.of(), body);
    }
}
