package dev.maestro.client.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.client.platform.TomlScan.Kind;
import dev.maestro.client.platform.TomlScan.Place;
import dev.maestro.protocol.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The text of a TOML file that people edit too, and what it says. A change touches the lines of its
 * key only: comments, order and keys that nobody here knows stay as they are. Each change is read
 * back before it counts.
 */
public final class TomlText {

    private final String text;
    private final ObjectNode tree;
    private final List<Place> places;

    private TomlText(String text, ObjectNode tree) {
        this.text = text;
        this.tree = tree;
        this.places = TomlScan.places(text);
    }

    /**
     * @throws JsonProcessingException with the place of the mistake
     */
    static TomlText parse(String text) throws JsonProcessingException {
        return new TomlText(text, TomlFile.tree(text));
    }

    @Override
    public String toString() {
        return text;
    }

    /** What it says; a copy. */
    public ObjectNode tree() {
        return tree.deepCopy();
    }

    public Optional<JsonNode> get(List<String> path) {
        JsonNode node = tree;
        for (String part : path) {
            node = node.path(part);
        }
        return node.isMissingNode() ? Optional.empty() : Optional.of(node.deepCopy());
    }

    /** Where the key stands, or what it is a part of; from 1. */
    public int line(List<String> path) {
        return places.stream()
                .filter(place -> startsWith(path, place.path()) || startsWith(place.path(), path))
                .max(Comparator.comparingInt(place -> common(place.path(), path)))
                .map(place -> 1 + newlines(text.substring(0, place.start())))
                .orElse(1);
    }

    /**
     * With this value for the key.
     *
     * @throws Refused {@code invalid_params} when the file is written in a way that has no room for
     *     it
     */
    public TomlText with(List<String> path, JsonNode value) {
        String written = TomlWords.value(value);
        JsonNode normal = parsed("value = " + written).tree.path("value");
        Optional<Place> same = key(path);
        String changed;
        if (same.isPresent()) {
            changed = replaced(same.get().value(), same.get().end(), written);
        } else if (around(path).isPresent()) {
            Place inline = around(path).get();
            JsonNode whole = wanted(path, Optional.of(normal)).at(pointer(inline.path()));
            changed = replaced(inline.value(), inline.end(), TomlWords.value(whole));
        } else {
            changed = inserted(path, written);
        }
        return checked(changed, wanted(path, Optional.of(normal)));
    }

    /** Without the key; nothing changes when it is not there. */
    public TomlText without(List<String> path) {
        if (get(path).isEmpty()) {
            return this;
        }
        TomlText left = this;
        for (Place place : places.reversed()) {
            boolean inside = startsWith(place.path(), path);
            if (inside && (place.kind() == Kind.KEY || place.kind() == Kind.TABLE)) {
                left = left.cut(place.start(), place.end());
            }
        }
        if (left.get(path).isPresent() && around(path).isPresent()) {
            Place inline = around(path).get();
            JsonNode whole = wanted(path, Optional.empty()).at(pointer(inline.path()));
            left = parsed(replaced(inline.value(), inline.end(), TomlWords.value(whole)));
        }
        if (left.get(path).isPresent()) {
            throw noRoom();
        }
        return left;
    }

    /** With these tables in the place of all of that name, written at the end. */
    public TomlText withTables(String name, List<ObjectNode> tables) {
        List<String> path = List.of(name);
        TomlText left = this;
        for (Place place : places.reversed()) {
            if (startsWith(place.path(), path)) {
                left = left.cut(place.start(), place.end());
            }
        }
        StringBuilder changed = new StringBuilder(left.text.stripTrailing());
        for (ObjectNode table : tables) {
            changed.append(changed.isEmpty() ? "" : "\n\n").append("[[").append(name).append("]]");
            table.properties()
                    .forEach(one ->
                            changed.append('\n')
                                    .append(TomlWords.key(List.of(one.getKey())))
                                    .append(" = ")
                                    .append(TomlWords.value(one.getValue())));
        }
        return parsed(changed.append('\n').toString());
    }

    private Optional<Place> key(List<String> path) {
        return places.stream()
                .filter(place -> place.kind() == Kind.KEY && place.path().equals(path))
                .findFirst();
    }

    /** The inline table that the key is or would be in. */
    private Optional<Place> around(List<String> path) {
        return places.stream()
                .filter(place -> place.kind() == Kind.KEY && startsWith(path, place.path()))
                .findFirst();
    }

    private String inserted(List<String> path, String value) {
        List<String> parent = path.subList(0, path.size() - 1);
        Optional<Place> neighbour =
                places.reversed().stream()
                        .filter(place -> place.kind() == Kind.TABLE || place.kind() == Kind.KEY)
                        .filter(place -> belongsBehind(place, parent))
                        .findFirst();
        if (neighbour.isPresent()) {
            Place before = neighbour.get();
            List<String> rest = path.subList(before.table().size(), path.size());
            return behindLineOf(before.end(), TomlWords.key(rest) + " = " + value);
        }
        if (!parent.isEmpty()) {
            String gap = text.isBlank() ? "" : text.stripTrailing() + "\n\n";
            return gap
                    + "[%s]\n%s = %s\n"
                            .formatted(
                                    TomlWords.key(parent),
                                    TomlWords.key(List.of(path.getLast())),
                                    value);
        }
        return TomlWords.key(path) + " = " + value + "\n" + text;
    }

    /** A key of the same table, or the head of that table. */
    private static boolean belongsBehind(Place place, List<String> parent) {
        return place.kind() == Kind.TABLE
                ? place.path().equals(parent)
                : place.path().size() == parent.size() + 1
                        && startsWith(place.path(), parent)
                        && !parent.isEmpty();
    }

    private String behindLineOf(int position, String line) {
        int end = text.indexOf('\n', position);
        return end < 0
                ? text + "\n" + line + "\n"
                : text.substring(0, end + 1) + line + "\n" + text.substring(end + 1);
    }

    /** Cuts with its line, when nothing else is on that. */
    private TomlText cut(int start, int end) {
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.indexOf('\n', end);
        int next = lineEnd < 0 ? text.length() : lineEnd + 1;
        boolean alone = text.substring(lineStart, start).isBlank();
        return parsed(alone ? replaced(lineStart, next, "") : replaced(start, end, ""));
    }

    private String replaced(int from, int to, String by) {
        return text.substring(0, from) + by + text.substring(to);
    }

    private ObjectNode wanted(List<String> path, Optional<JsonNode> value) {
        ObjectNode copy = tree();
        ObjectNode parent = copy;
        for (String part : path.subList(0, path.size() - 1)) {
            JsonNode child = parent.path(part);
            if (!child.isMissingNode() && !child.isObject()) {
                throw noRoom();
            }
            parent = child instanceof ObjectNode table ? table : parent.putObject(part);
        }
        ObjectNode last = parent;
        value.ifPresentOrElse(
                one -> last.set(path.getLast(), one), () -> last.remove(path.getLast()));
        return copy;
    }

    private static TomlText checked(String changed, ObjectNode wanted) {
        TomlText text = parsed(changed);
        if (!text.tree.equals(wanted)) {
            throw noRoom();
        }
        return text;
    }

    private static TomlText parsed(String text) {
        try {
            return parse(text);
        } catch (JsonProcessingException e) {
            throw noRoom();
        }
    }

    private static Refused noRoom() {
        return Refused.invalid(
                "file", "the file is written in a way that this change does not fit: edit it");
    }

    private static String pointer(List<String> path) {
        StringBuilder pointer = new StringBuilder();
        path.forEach(
                part -> pointer.append('/').append(part.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    private static boolean startsWith(List<String> path, List<String> beginning) {
        return path.size() >= beginning.size()
                && path.subList(0, beginning.size()).equals(beginning);
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(sign -> sign == '\n').count();
    }

    private static int common(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }
}
