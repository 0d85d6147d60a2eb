package dev.maestro.git;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Key: value} lines that end a commit message (git-interpret-trailers). A last paragraph
 * counts only when every line of it is a trailer or the indented continuation of one, and the
 * subject never counts.
 */
public final class Trailers {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9-]*)[ \\t]*:[ \\t]*(.*)");

    private Trailers() {}

    /**
     * The message with these trailers at its end. A key already there is replaced: the text may
     * come from an agent, and must not be able to say what only we may say.
     */
    public static String append(String message, SequencedMap<String, String> trailers) {
        trailers.forEach(Trailers::check);
        String text = message.strip();
        int last = lastParagraph(text);
        List<String> kept = new ArrayList<>();
        if (last >= 0) {
            boolean dropping = false;
            for (String line : text.substring(last).split("\n")) {
                Matcher trailer = LINE.matcher(line);
                if (trailer.matches()) {
                    String key = trailer.group(1);
                    dropping = trailers.keySet().stream().anyMatch(key::equalsIgnoreCase);
                }
                if (!dropping) {
                    kept.add(line.stripTrailing());
                }
            }
            text = text.substring(0, last).strip();
        }
        trailers.forEach((key, value) -> kept.add("%s: %s".formatted(key, value.strip())));
        return kept.isEmpty() ? text + "\n" : "%s\n\n%s\n".formatted(text, String.join("\n", kept));
    }

    /**
     * The trailers in their order, values of one key in theirs; continuations are joined by a
     * space.
     */
    public static Map<String, List<String>> parse(String message) {
        String text = message.strip();
        int last = lastParagraph(text);
        if (last < 0) {
            return Map.of();
        }
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (String line : text.substring(last).split("\n")) {
            Matcher trailer = LINE.matcher(line);
            if (trailer.matches()) {
                values = found.computeIfAbsent(trailer.group(1), key -> new ArrayList<>());
                values.add(trailer.group(2).strip());
            } else {
                values.set(values.size() - 1, (values.getLast() + " " + line.strip()).strip());
            }
        }
        found.replaceAll((key, list) -> List.copyOf(list));
        return Collections.unmodifiableMap(found);
    }

    /** Where the last paragraph begins, if it consists of trailers; -1 otherwise. */
    private static int lastParagraph(String text) {
        Matcher gaps = Pattern.compile("\n[ \\t\r]*\n").matcher(text);
        int start = -1;
        while (gaps.find()) {
            start = gaps.end();
        }
        if (start < 0) {
            return -1;
        }
        boolean first = true;
        for (String line : text.substring(start).split("\n")) {
            boolean continues = !first && (line.startsWith(" ") || line.startsWith("\t"));
            if (!continues && !LINE.matcher(line).matches()) {
                return -1;
            }
            first = false;
        }
        return start;
    }

    private static void check(String key, String value) {
        if (!KEY.matcher(key).matches()
                || value.isBlank()
                || value.chars().anyMatch(c -> c < 0x20)) {
            throw new IllegalArgumentException(
                    "\"%s: %s\" cannot be a trailer".formatted(Refs.shown(key), Refs.shown(value)));
        }
    }
}
