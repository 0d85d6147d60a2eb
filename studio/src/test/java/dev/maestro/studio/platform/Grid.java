package dev.maestro.studio.platform;

import java.util.ArrayList;
import java.util.List;

/** A lifecycle as a grid, one line a state: each pair of state and trigger is written out. */
public final class Grid {

    private Grid() {}

    /**
     * Lines such as {@code DRAFT ACTIVATE→ACTIVE CANCEL→CANCELLED}: what is not named is refused.
     */
    public static <S extends Enum<S>, T extends Enum<T>> List<String> of(
            Transitions<S, T> table, S[] states, T[] triggers) {
        List<String> lines = new ArrayList<>();
        for (S state : states) {
            StringBuilder line = new StringBuilder(state.name());
            for (T trigger : triggers) {
                if (table.allows(state, trigger)) {
                    line.append(' ').append(trigger).append('→').append(table.next(state, trigger));
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
