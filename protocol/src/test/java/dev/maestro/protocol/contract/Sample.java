package dev.maestro.protocol.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.maestro.protocol.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One value of every record of the contract, with everything in it that may be there. */
final class Sample {

    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final Map<String, Object> BY_NAME =
            Map.ofEntries(
                    Map.entry("commit", COMMIT),
                    Map.entry("epicCommit", COMMIT),
                    Map.entry("mergeCommit", COMMIT),
                    Map.entry("rejected", COMMIT),
                    Map.entry("branch", "maestro/greetings/hello"),
                    Map.entry("epicBranch", "epic/greetings-4f2a9c"),
                    Map.entry("fetchRef", "refs/heads/epic/greetings-4f2a9c"),
                    Map.entry("snapshotRef", "refs/maestro/snapshot/hello"),
                    Map.entry("remoteKey", "github:example/greetings"),
                    Map.entry("skill", "java"),
                    Map.entry("level", 3),
                    Map.entry("protocol", 1),
                    Map.entry("clientVersion", "1.0.0"),
                    Map.entry("heartbeatSeconds", 30L),
                    Map.entry("command", "./check"),
                    Map.entry("provider", "command"));

    private Sample() {}

    static Object of(Class<? extends Record> type) {
        RecordComponent[] components = type.getRecordComponents();
        try {
            var canonical =
                    type.getDeclaredConstructor(
                            Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new));
            canonical.setAccessible(true);
            return canonical.newInstance(
                    Arrays.stream(components)
                            .map(each -> of(each.getName(), each.getGenericType()))
                            .toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no sample of " + type, e);
        }
    }

    private static Object of(String name, Type type) {
        if (type instanceof ParameterizedType generic) {
            Object inside = of(singular(name), generic.getActualTypeArguments()[0]);
            return generic.getRawType() == Optional.class ? Optional.of(inside) : List.of(inside);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return of(plain.asSubclass(Record.class));
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (BY_NAME.containsKey(name)) {
            return BY_NAME.get(name);
        }
        return switch (plain.getSimpleName()) {
            case "UUID" -> new UUID(0x4f2a_9c00_0000_4000L, 0x8000_0000_0000_0000L | hash(name));
            case "Instant" -> Instant.parse("2026-11-23T09:00:00Z");
            case "String" -> "the " + words(name);
            case "int", "Integer" -> 7;
            case "long", "Long" -> 42L;
            case "double", "Double" -> 0.25;
            case "boolean", "Boolean" -> true;
            case "JsonNode" -> data();
            default -> throw new AssertionError("no sample of " + plain);
        };
    }

    private static JsonNode data() {
        return Json.node(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("plan", "4f2a9c00-0000-4000-8000-000000000001"));
    }

    private static long hash(String name) {
        return name.chars().asLongStream().reduce(7, (sum, c) -> sum * 31 + c) & 0xffffff;
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static String words(String camel) {
        return camel.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT);
    }
}
