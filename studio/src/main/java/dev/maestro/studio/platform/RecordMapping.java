package dev.maestro.studio.platform;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.generic.GenericTypes;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMappers;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jspecify.annotations.Nullable;

/**
 * Rows become records by the names of their columns ({@code lease_until} → {@code leaseUntil}), and
 * a record of one component (an id, a branch name) is a column as its component would be, also as a
 * parameter.
 */
final class RecordMapping {

    private RecordMapping() {}

    static void install(Jdbi jdbi) {
        Map<Class<?>, RowMapper<?>> known = new ConcurrentHashMap<>();
        RowMapperFactory rows = (type, config) -> row(type, known);
        jdbi.registerRowMapper(rows);
        jdbi.registerColumnMapper(RecordMapping::column);
        jdbi.registerArgument(RecordMapping::argument);
    }

    private static Optional<RowMapper<?>> row(Type type, Map<Class<?>, RowMapper<?>> known) {
        Class<?> raw = GenericTypes.getErasedType(type);
        return raw.isRecord() && raw.getRecordComponents().length > 1
                ? Optional.of(
                        known.computeIfAbsent(
                                raw, record -> new RecordRows(record, constructor(record))))
                : Optional.empty();
    }

    private static Optional<ColumnMapper<?>> column(Type type, ConfigRegistry config) {
        Class<?> raw = GenericTypes.getErasedType(type);
        if (!isValue(raw)) {
            return Optional.empty();
        }
        Constructor<?> constructor = constructor(raw);
        return config.get(ColumnMappers.class)
                .findFor(raw.getRecordComponents()[0].getGenericType())
                .map(inner ->
                        (rows, column, context) ->
                                wrap(constructor, inner.map(rows, column, context)));
    }

    private static Optional<Argument> argument(
            Type type, @Nullable Object value, ConfigRegistry config) {
        Class<?> raw = value == null ? GenericTypes.getErasedType(type) : value.getClass();
        if (!isValue(raw)) {
            return Optional.empty();
        }
        RecordComponent component = raw.getRecordComponents()[0];
        return config.get(Arguments.class)
                .findFor(
                        component.getGenericType(),
                        value == null ? null : unwrap(component, value));
    }

    private static boolean isValue(Class<?> type) {
        return type.isRecord() && type.getRecordComponents().length == 1;
    }

    private static Constructor<?> constructor(Class<?> type) {
        Class<?>[] components =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(components);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its constructor: " + type, e);
        }
    }

    private static @Nullable Object wrap(Constructor<?> constructor, @Nullable Object value)
            throws SQLException {
        try {
            return value == null ? null : constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the stored value is refused by " + constructor, e);
        }
    }

    private static Object unwrap(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
