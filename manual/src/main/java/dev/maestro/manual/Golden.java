package dev.maestro.manual;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The golden files: every message as it is on the wire. */
record Golden(Path folder) {

    /**
     * @param name without the ending, such as {@code methods/run.accept.params}
     */
    JsonNode message(String name) {
        try {
            return Json.tree(Files.readString(folder.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException("no golden file of " + name, e);
        }
    }

    /** A link to the file, from a page in {@code docs}. */
    static String link(String name) {
        return "[%s](../protocol/src/test/resources/golden/%s.json)"
                .formatted(name.substring(name.indexOf('/') + 1), name);
    }
}
