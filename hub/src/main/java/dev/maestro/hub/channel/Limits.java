package dev.maestro.hub.channel;

import java.util.EnumMap;
import java.util.Map;

/** The limits of one application. Immutable. */
public record Limits(Map<Limit, Integer> changed) {

    /** What suits most. */
    public static final Limits USUAL = new Limits(Map.of());

    public Limits {
        changed = Map.copyOf(changed);
        changed.forEach((limit, value) -> {
            if (value < 0 || value == 0 && !limit.mayBeNone()) {
                throw new IllegalArgumentException(limit + " is too low: " + value);
            }
        });
    }

    /** The limit as a number. */
    public int of(Limit limit) {
        return changed.getOrDefault(limit, limit.usual());
    }

    /** Whether so many are too many; never when zero stands for no limit. */
    public boolean exceeds(Limit limit, int value) {
        int most = of(limit);
        return most > 0 && value > most;
    }

    /** The same with one other limit. */
    public Limits with(Limit limit, int value) {
        Map<Limit, Integer> next = new EnumMap<>(Limit.class);
        next.putAll(changed);
        next.put(limit, value);
        return new Limits(next);
    }
}
