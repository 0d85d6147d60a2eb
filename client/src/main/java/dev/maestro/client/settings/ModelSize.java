package dev.maestro.client.settings;

import dev.maestro.protocol.work.Purpose;
import java.time.Duration;
import java.util.Optional;

/** How strong a model a run asks for; each provider says which of its models that is. */
public enum ModelSize {
    SMALL,
    MEDIUM,
    LARGE;

    private static final Duration LITTLE = Duration.ofMinutes(20);
    private static final Duration MUCH = Duration.ofMinutes(90);

    /**
     * Planning and judging need the best there is, chores the cheapest, work what its size says.
     */
    public static ModelSize of(Purpose purpose, Optional<Duration> estimate) {
        return switch (purpose) {
            case PLAN, REVIEW -> LARGE;
            case DEVELOP, TEST -> estimate.map(ModelSize::ofWork).orElse(MEDIUM);
            case ANALYZE, CHECK, MERGE, RELEASE, CLEANUP -> SMALL;
        };
    }

    private static ModelSize ofWork(Duration estimate) {
        if (estimate.compareTo(LITTLE) <= 0) {
            return SMALL;
        }
        return estimate.compareTo(MUCH) <= 0 ? MEDIUM : LARGE;
    }
}
