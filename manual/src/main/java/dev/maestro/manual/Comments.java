package dev.maestro.manual;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the sources say of a type: its documentation comment, as Markdown. A type without one has
 * the empty comment.
 */
final class Comments {

    /**
     * @param text without its tags
     * @param components what {@code @param} says of each component, by its name in Java
     */
    record Comment(String text, Map<String, String> components) {
        static final Comment NONE = new Comment("", Map.of());
    }

    private static final Pattern BEFORE =
            Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:[\\w@]+\\s+)*$", Pattern.DOTALL);
    private static final Pattern TAG =
            Pattern.compile("@param\\s+(\\w+)\\s+(.*?)(?=@\\w+\\s|$)", Pattern.DOTALL);

    /** What the code calls a component, which has another name on the wire. */
    private static final Pattern WORD = Pattern.compile("`[a-z.]+[A-Z][A-Za-z.]*`");

    private final Path root;
    private final Map<Path, String> sources = new ConcurrentHashMap<>();

    Comments(Path root) {
        this.root = root;
    }

    Comment of(Class<?> type) {
        String source = source(type);
        int from = 0;
        Class<?> outer = type.getEnclosingClass();
        if (outer != null && outer.getEnclosingClass() != null) {
            from = Math.max(0, declaration(source, outer, 0));
        }
        int at = declaration(source, type, from);
        if (at < 0) {
            return Comment.NONE;
        }
        Matcher before = BEFORE.matcher(source.substring(0, at));
        return before.find() ? read(before.group(1)) : Comment.NONE;
    }

    private static int declaration(String source, Class<?> type, int from) {
        Matcher found =
                Pattern.compile(
                                "\\b(?:record|enum|interface|class) "
                                        + type.getSimpleName()
                                        + "\\b")
                        .matcher(source);
        return found.find(from) ? found.start() : -1;
    }

    private static Comment read(String raw) {
        String text =
                raw.replaceAll("(?m)^\\s*\\* ?", "")
                        .replaceAll("\\{@(?:code|link)\\s+#?([^}]*)}", "`$1`")
                        .replaceAll("\\s*<p>\\s*", "\n\n")
                        .strip();
        text = WORD.matcher(text).replaceAll(word -> Schemas.onTheWire(word.group()));
        int tags = text.indexOf("@param");
        Map<String, String> components = new LinkedHashMap<>();
        if (tags >= 0) {
            Matcher tag = TAG.matcher(text.substring(tags));
            while (tag.find()) {
                components.put(tag.group(1), tag.group(2).replaceAll("\\s+", " ").strip());
            }
        }
        String prose = (tags < 0 ? text : text.substring(0, tags)).strip();
        return new Comment(prose.replaceAll("(?<!\n)\n(?!\n)", " "), components);
    }

    private String source(Class<?> type) {
        String file = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        String module = type.getName().split("\\.")[2];
        return sources.computeIfAbsent(
                root.resolve(module).resolve("src/main/java").resolve(file), Comments::text);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
