package dev.maestro.studio.web;

import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import io.javalin.json.JsonMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bodies in and out by the house's codec, so that {@code ctx.json} and {@code ctx.bodyAsClass}
 * speak the contract. A record that was read has all its components: one that is missing and not
 * marked {@code @Nullable} is refused by its name, not found as a null later.
 */
final class WireJson implements JsonMapper {

    @Override
    public String toJsonString(Object value, Type type) {
        return Json.write(value);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T fromJsonString(String json, Type target) {
        T value = (T) Json.read(json, (Class<?>) target);
        if (value instanceof Record read) {
            refuseGaps(read);
        }
        return value;
    }

    private static void refuseGaps(Record read) {
        for (RecordComponent component : read.getClass().getRecordComponents()) {
            if (value(read, component) == null
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                String field =
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
                throw Refused.invalid(field, "the field " + field + " is missing");
            }
        }
    }

    private static @Nullable Object value(Record read, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(read);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
