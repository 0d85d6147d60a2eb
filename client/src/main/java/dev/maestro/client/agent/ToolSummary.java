package dev.maestro.client.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** One line about what a tool is to do. */
public final class ToolSummary {

    private static final List<String> TELLING =
            List.of(
                    "command",
                    "cmd",
                    "file_path",
                    "filePath",
                    "path",
                    "notebook_path",
                    "pattern",
                    "query",
                    "url",
                    "description",
                    "prompt");
    private static final int MOST = 200;

    private ToolSummary() {}

    /** The most telling of its arguments. */
    public static String of(JsonNode input) {
        return TELLING.stream()
                .map(input::path)
                .map(JsonLine::text)
                .flatMap(Optional::stream)
                .findFirst()
                .map(ToolSummary::line)
                .orElse("");
    }

    /** The beginning of a text on one line. */
    public static String line(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "\u2026";
    }
}
