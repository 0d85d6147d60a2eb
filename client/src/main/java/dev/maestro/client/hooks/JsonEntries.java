package dev.maestro.client.hooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.Iterator;
import java.util.List;

/** Entries of ours in a JSON file. */
record JsonEntries(List<Entry> entries) implements Addition {

    /**
     * @param in the name of the object at the file's top that holds it
     * @param name of the member, or of the list
     * @param listed whether it is one of a list
     */
    record Entry(String in, String name, boolean listed, JsonNode value) {}

    /** Numbers and the order of members stay as they are. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    JsonEntries {
        entries = List.copyOf(entries);
    }

    @Override
    public String addedTo(String before) {
        ObjectNode root = before.isBlank() ? MAPPER.createObjectNode() : object(tree(before), "");
        for (Entry entry : entries) {
            ObjectNode in = object(member(root, entry.in()), entry.in());
            if (entry.listed()) {
                list(in, entry).add(entry.value());
            } else if (in.has(entry.name())) {
                throw refused(
                        "it has \"%s\" in \"%s\" already, and not by Maestro"
                                .formatted(entry.name(), entry.in()));
            } else {
                in.set(entry.name(), entry.value());
            }
        }
        return text(root);
    }

    @Override
    public boolean isIn(String text) {
        try {
            JsonNode root = tree(text);
            return entries.stream().allMatch(entry -> found(root, entry));
        } catch (Refused unreadable) {
            return false;
        }
    }

    private static boolean found(JsonNode root, Entry entry) {
        JsonNode there = root.path(entry.in()).path(entry.name());
        if (!entry.listed()) {
            return there.equals(entry.value());
        }
        for (JsonNode each : there) {
            if (each.equals(entry.value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String takenFrom(String text) {
        ObjectNode root = object(tree(text), "");
        for (Entry entry : entries) {
            if (root.path(entry.in()) instanceof ObjectNode in) {
                take(in, entry);
                if (in.isEmpty()) {
                    root.remove(entry.in());
                }
            }
        }
        return text(root);
    }

    private static void take(ObjectNode in, Entry entry) {
        JsonNode there = in.path(entry.name());
        if (there.equals(entry.value())) {
            in.remove(entry.name());
        } else if (entry.listed() && there instanceof ArrayNode list) {
            for (Iterator<JsonNode> each = list.iterator(); each.hasNext(); ) {
                if (each.next().equals(entry.value())) {
                    each.remove();
                }
            }
            if (list.isEmpty()) {
                in.remove(entry.name());
            }
        }
    }

    private static JsonNode member(ObjectNode root, String name) {
        return root.has(name) ? root.path(name) : root.putObject(name);
    }

    private static ObjectNode object(JsonNode node, String name) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw refused((name.isEmpty() ? "it" : "\"" + name + "\"") + " is no JSON object");
    }

    private static ArrayNode list(ObjectNode in, Entry entry) {
        JsonNode there = in.has(entry.name()) ? in.path(entry.name()) : in.putArray(entry.name());
        if (there instanceof ArrayNode list) {
            return list;
        }
        throw refused("\"%s\" in \"%s\" is no list".formatted(entry.name(), entry.in()));
    }

    private static JsonNode tree(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused(
                    "it is not plain JSON, and comments would not survive (line %d: %s)"
                            .formatted(e.getLocation().getLineNr(), e.getOriginalMessage()));
        }
    }

    private static String text(ObjectNode root) {
        return root.toPrettyString() + "\n";
    }

    private static Refused refused(String why) {
        return new Refused(RefusalCode.CONFLICT, why);
    }
}
