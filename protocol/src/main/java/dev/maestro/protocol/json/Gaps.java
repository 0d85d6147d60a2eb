package dev.maestro.protocol.json;

import dev.maestro.protocol.Refused;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Components of a record that the JSON it was read from did not have. */
final class Gaps {

    private Gaps() {}

    /** Looks into records inside it, too. */
    static void refuse(@Nullable Object read) {
        switch (read) {
            case Record whole -> {
                for (RecordComponent component : whole.getClass().getRecordComponents()) {
                    refuse(component, value(whole, component));
                }
            }
            case Optional<?> inside -> inside.ifPresent(Gaps::refuse);
            case Collection<?> all -> all.forEach(Gaps::refuse);
            case null, default -> {}
        }
    }

    private static void refuse(RecordComponent component, @Nullable Object value) {
        if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            String field =
                    component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            throw Refused.invalid(field, "the field " + field + " is missing");
        }
        refuse(value);
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
