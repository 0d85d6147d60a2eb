package dev.maestro.studio.platform;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows of one record type. Which column becomes which component is found out once for each list of
 * columns: finding it out for each statement took a fifth of the studio's time. Thread-safe.
 */
final class RecordRows implements RowMapper<Object> {

    /** Where a component comes from. */
    private record Source(int column, ColumnMapper<?> mapper) {}

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final Map<List<String>, List<Source>> known = new ConcurrentHashMap<>();

    RecordRows(Class<?> type, Constructor<?> constructor) {
        this.type = type;
        this.constructor = constructor;
    }

    @Override
    public Object map(ResultSet rows, StatementContext context) throws SQLException {
        return specialize(rows, context).map(rows, context);
    }

    @Override
    public RowMapper<Object> specialize(ResultSet rows, StatementContext context)
            throws SQLException {
        List<String> columns = columns(rows.getMetaData());
        List<Source> sources = known.computeIfAbsent(columns, names -> sources(names, context));
        return (row, now) -> record(sources, row, now);
    }

    private Object record(List<Source> sources, ResultSet row, StatementContext context)
            throws SQLException {
        Object[] values = new Object[sources.size()];
        for (int i = 0; i < values.length; i++) {
            Source source = sources.get(i);
            values[i] = source.mapper().map(row, source.column(), context);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the stored values are refused by " + type, e);
        }
    }

    private List<Source> sources(List<String> columns, StatementContext context) {
        List<Source> sources = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            int column = columns.indexOf(component.getName().toLowerCase(Locale.ROOT));
            if (column < 0) {
                throw new IllegalArgumentException(
                        "no column for %s of %s".formatted(component.getName(), type));
            }
            ColumnMapper<?> mapper =
                    context.findColumnMapperFor(QualifiedType.of(component.getGenericType()))
                            .orElseThrow(() ->
                                    new IllegalArgumentException(
                                            "no mapper for %s of %s"
                                                    .formatted(component.getName(), type)));
            sources.add(new Source(column + 1, mapper));
        }
        return List.copyOf(sources);
    }

    /** In small letters without what joins words, as components are compared. */
    private static List<String> columns(ResultSetMetaData columns) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT).replace("_", ""));
        }
        return names;
    }
}
