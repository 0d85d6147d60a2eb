package dev.maestro.testkit.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The ways in which programs ask a model. */
public enum Wire {
    ANTHROPIC(".*/messages", new AnthropicDialect()),
    RESPONSES(".*/responses", new ResponsesDialect()),
    CHAT(".*/chat/completions", new ChatDialect()),
    GEMINI(".*/models/[^/:]+:(stream)?[gG]enerateContent", new GeminiDialect());

    private final Pattern path;
    private final Dialect dialect;

    Wire(String path, Dialect dialect) {
        this.path = Pattern.compile(path);
        this.dialect = dialect;
    }

    static Optional<Wire> at(String path) {
        return Arrays.stream(values()).filter(it -> it.path.matcher(path).matches()).findFirst();
    }

    Dialect dialect() {
        return dialect;
    }
}
