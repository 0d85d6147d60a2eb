package dev.maestro.studio.platform;

import dev.maestro.protocol.RefusalCode;
import dev.maestro.protocol.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A lifecycle as a table: from which state which trigger leads where. What is not in the table is
 * refused. Immutable.
 *
 * @param <S> the states
 * @param <T> the triggers
 */
public final class Transitions<S extends Enum<S>, T extends Enum<T>> {

    /** One line of the table. */
    public record Row<S, T>(S from, T trigger, S to) {}

    private record Step<S, T>(S from, T trigger) {}

    private final Map<Step<S, T>, S> table;
    private final List<Row<S, T>> rows;
    private final Set<S> terminal;

    private Transitions(Map<Step<S, T>, S> table) {
        this.table = Map.copyOf(table);
        this.rows =
                table.entrySet().stream()
                        .map(e -> new Row<>(e.getKey().from(), e.getKey().trigger(), e.getValue()))
                        .toList();
        EnumSet<S> ends = EnumSet.allOf(rows.getFirst().from().getDeclaringClass());
        rows.forEach(row -> ends.remove(row.from()));
        this.terminal = Set.copyOf(ends);
    }

    public static <S extends Enum<S>, T extends Enum<T>> Table<S, T> table() {
        return new Table<>();
    }

    /**
     * Where the trigger leads.
     *
     * @throws Refused {@code invalid_transition} with {@code from} and {@code trigger} when the
     *     table has no such line
     */
    public S next(S state, T trigger) {
        S next = table.get(new Step<>(state, trigger));
        if (next == null) {
            String from = word(state);
            String verb = word(trigger);
            throw new Refused(
                    RefusalCode.INVALID_TRANSITION,
                    "what is %s cannot %s".formatted(from, verb),
                    Map.of("from", from, "trigger", verb));
        }
        return next;
    }

    public boolean allows(S state, T trigger) {
        return table.containsKey(new Step<>(state, trigger));
    }

    /** All lines in the order in which they were written. */
    public List<Row<S, T>> rows() {
        return rows;
    }

    /** The states that nothing leaves. */
    public Set<S> terminal() {
        return terminal;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A table being written; used by one thread. */
    public static final class Table<S extends Enum<S>, T extends Enum<T>> {

        private final Map<Step<S, T>, S> lines = new LinkedHashMap<>();
        private final List<Step<S, T>> twice = new ArrayList<>();

        private Table() {}

        public Table<S, T> on(S from, T trigger, S to) {
            Step<S, T> step = new Step<>(from, trigger);
            if (lines.put(step, to) != null) {
                twice.add(step);
            }
            return this;
        }

        /** One line for each of the states, for what many of them allow. */
        public Table<S, T> on(Collection<S> from, T trigger, S to) {
            from.forEach(state -> on(state, trigger, to));
            return this;
        }

        /**
         * @throws IllegalStateException when the table is empty or says two things about one pair
         */
        public Transitions<S, T> build() {
            if (lines.isEmpty() || !twice.isEmpty()) {
                throw new IllegalStateException("an empty lifecycle, or a pair twice: " + twice);
            }
            return new Transitions<>(lines);
        }
    }
}
