package dev.maestro.client.settings;

import java.nio.file.Path;

/**
 * What is wrong in a file of settings.
 *
 * @param given what stands there
 * @param right what would be right
 */
public record Mistake(Path file, int line, String key, String given, String right) {

    String sentence() {
        return "%s, line %d: %s = %s: %s".formatted(file, line, key, given, right);
    }
}
