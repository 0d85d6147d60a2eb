package dev.maestro.studio.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import io.javalin.http.Context;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether an endpoint answered what it says that it answers. Asked by an assertion, so that every
 * test that calls an endpoint compares, and no user waits for it.
 */
final class Promise {

    private static final int REDIRECTED = 300;

    private Promise() {}

    /** What differs; nothing when it was kept, or refused. */
    static String broken(Endpoint endpoint, Context ctx) {
        int status = ctx.statusCode();
        if (status >= REDIRECTED) {
            return "";
        }
        if (!endpoint.statuses().contains(status)) {
            return "%s answered %d".formatted(endpoint.path(), status);
        }
        Optional<Body> json = endpoint.answers().filter(body -> body.shape() != Body.Shape.TEXT);
        return json.map(body -> difference(body, ctx.result()))
                .filter(difference -> !difference.isEmpty())
                .map(difference -> endpoint.path() + " answered " + difference)
                .orElse("");
    }

    private static String difference(Body body, @Nullable String text) {
        return text == null || text.isEmpty() ? "" : difference(body, Json.tree(text));
    }

    private static String difference(Body body, JsonNode answer) {
        return switch (body.shape()) {
            case TEXT -> "";
            case OBJECT, FLAT -> difference(body, body.type(), answer);
            case ITEMS -> {
                for (JsonNode item : answer.path("items")) {
                    String difference = difference(body, body.type(), item);
                    if (!difference.isEmpty()) {
                        yield difference;
                    }
                }
                yield answer.path("items").isArray() ? "" : "no items";
            }
        };
    }

    private static String difference(Body body, Class<?> type, JsonNode answer) {
        Set<String> known = new TreeSet<>();
        Set<String> needed = new TreeSet<>();
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            boolean inside = body.shape() == Body.Shape.FLAT && component == components[0];
            add(component, inside, known, needed);
        }
        Set<String> there = new TreeSet<>();
        answer.fieldNames().forEachRemaining(there::add);
        return known.containsAll(there) && there.containsAll(needed)
                ? ""
                : "%s instead of %s".formatted(there, known);
    }

    private static void add(
            RecordComponent component, boolean inside, Set<String> known, Set<String> needed) {
        if (inside) {
            for (RecordComponent each : component.getType().getRecordComponents()) {
                add(each, false, known, needed);
            }
            return;
        }
        String name = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        known.add(name);
        if (component.getType() != Optional.class
                && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            needed.add(name);
        }
    }
}
