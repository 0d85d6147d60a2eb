package dev.maestro.studio.run;

import dev.maestro.protocol.json.Json;
import java.util.List;

/** Sentences that say why, as they are stored: a JSON array. */
public record Reasons(String json) {

    public static Reasons of(List<String> sentences) {
        return new Reasons(Json.write(sentences));
    }

    public List<String> sentences() {
        return List.of(Json.read(json, String[].class));
    }
}
