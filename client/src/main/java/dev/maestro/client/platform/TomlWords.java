package dev.maestro.client.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Keys and values as TOML writes them. */
final class TomlWords {

    private TomlWords() {}

    static String key(List<String> path) {
        return path.stream().map(TomlWords::key).collect(Collectors.joining("."));
    }

    private static String key(String part) {
        return part.matches("[A-Za-z0-9_-]+") ? part : quoted(part);
    }

    /** On one line, also where it has parts. */
    static String value(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(TomlWords::value)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        if (node.isObject()) {
            return node.properties().stream()
                    .map((Map.Entry<String, JsonNode> one) ->
                            key(one.getKey()) + " = " + value(one.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return node.isTextual() ? quoted(node.asText()) : node.asText();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            switch (sign) {
                case '"', '\\' -> quoted.append('\\').append(sign);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (sign < ' ' || sign == '\u007f') {
                        quoted.append("\\u%04x".formatted((int) sign));
                    } else {
                        quoted.append(sign);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** The inside of a string in double quotes. */
    static String unescaped(String inside) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < inside.length(); at++) {
            char sign = inside.charAt(at);
            if (sign != '\\') {
                plain.append(sign);
                continue;
            }
            char escaped = inside.charAt(++at);
            int digits = escaped == 'u' ? 4 : escaped == 'U' ? 8 : 0;
            if (digits > 0) {
                plain.appendCodePoint(
                        Integer.parseInt(inside.substring(at + 1, at + 1 + digits), 16));
                at += digits;
            } else {
                plain.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> escaped;
                        });
            }
        }
        return plain.toString();
    }
}
