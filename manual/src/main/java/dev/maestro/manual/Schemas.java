package dev.maestro.manual;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.protocol.json.HasDefault;
import dev.maestro.protocol.json.Json;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema (2020-12) of records, as the house's codec writes and reads them. Records and enums
 * become definitions, which are referred to. What is in a definition stays open: a newer version
 * may say more.
 */
final class Schemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String PREFIX = "#/components/schemas/";

    private final Comments comments;
    private final Map<Class<?>, String> names = new LinkedHashMap<>();
    private final Map<String, ObjectNode> definitions = new TreeMap<>();

    Schemas(Comments comments) {
        this.comments = comments;
    }

    /** By name, all that were referred to so far. */
    Map<String, ObjectNode> definitions() {
        return definitions;
    }

    /** The definition of a record or enum, which is one from then on. */
    ObjectNode definition(Class<?> type) {
        return Objects.requireNonNull(definitions.get(define(type)));
    }

    /** The name under which a record or enum is defined. */
    String name(Class<?> type) {
        return names.getOrDefault(type, type.getSimpleName());
    }

    static String field(RecordComponent component) {
        return onTheWire(component.getName());
    }

    static String onTheWire(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    static boolean mayLack(RecordComponent component) {
        return component.getType() == Optional.class
                || component.isAnnotationPresent(HasDefault.class)
                || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type inside = generic.getActualTypeArguments()[0];
            if (raw == Optional.class) {
                return of(inside);
            }
            if (Collection.class.isAssignableFrom(raw)) {
                ObjectNode array = plain("array");
                array.set("items", of(inside));
                return array;
            }
            throw new IllegalArgumentException("no schema of " + type);
        }
        return of((Class<?>) type);
    }

    private ObjectNode of(Class<?> type) {
        Optional<Type> written = writtenAs(type);
        if (written.isPresent()) {
            return of(written.get());
        }
        if (type.isRecord() || type.isEnum()) {
            return NODES.objectNode().put("$ref", PREFIX + define(type));
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return plain("object");
        }
        return switch (type.getSimpleName()) {
            case "String" -> plain("string");
            case "UUID" -> formatted("uuid");
            case "Instant" -> formatted("date-time");
            case "URI" -> formatted("uri");
            case "int", "Integer" -> plain("integer").put("format", "int32");
            case "long", "Long" -> plain("integer").put("format", "int64");
            case "double", "Double" -> plain("number");
            case "boolean", "Boolean" -> plain("boolean");
            default -> throw new IllegalArgumentException("no schema of " + type);
        };
    }

    /** What a value with a {@code @JsonValue} is on the wire. */
    private static Optional<Type> writtenAs(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(Schemas::isValue)
                .findFirst()
                .map(Method::getGenericReturnType);
    }

    private static boolean isValue(Method method) {
        if (method.isAnnotationPresent(JsonValue.class)) {
            return true;
        }
        return Arrays.stream(method.getDeclaringClass().getInterfaces())
                .flatMap(each -> Arrays.stream(each.getMethods()))
                .anyMatch(each ->
                        each.getName().equals(method.getName())
                                && each.isAnnotationPresent(JsonValue.class));
    }

    private String define(Class<?> type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        Class<?> outer = type.getEnclosingClass();
        boolean news = outer != null && outer.getSimpleName().endsWith("News");
        String name =
                news || outer != null && names.containsValue(type.getSimpleName())
                        ? outer.getSimpleName() + type.getSimpleName()
                        : type.getSimpleName();
        if (names.containsValue(name)) {
            throw new IllegalStateException("two types are called " + name);
        }
        names.put(type, name);
        definitions.put(name, type.isEnum() ? words(type) : members(type));
        return name;
    }

    private ObjectNode words(Class<?> type) {
        ObjectNode schema = plain("string");
        describe(schema, comments.of(type).text());
        ArrayNode all = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            all.add(Json.node(constant));
        }
        return schema;
    }

    private ObjectNode members(Class<?> type) {
        Comments.Comment comment = comments.of(type);
        ObjectNode schema = plain("object");
        describe(schema, comment.text());
        ArrayNode required = NODES.arrayNode();
        ObjectNode properties = NODES.objectNode();
        for (RecordComponent component : type.getRecordComponents()) {
            ObjectNode property = of(component.getGenericType());
            describe(property, comment.components().getOrDefault(component.getName(), ""));
            properties.set(field(component), property);
            if (!mayLack(component)) {
                required.add(field(component));
            }
        }
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static void describe(ObjectNode schema, String text) {
        if (!text.isEmpty()) {
            schema.put("description", text);
        }
    }

    private static ObjectNode plain(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static ObjectNode formatted(String format) {
        return plain("string").put("format", format);
    }
}
