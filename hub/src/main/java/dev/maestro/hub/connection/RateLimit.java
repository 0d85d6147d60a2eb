package dev.maestro.hub.connection;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** At most so many in each second, counted from the first. For one thread at a time. */
final class RateLimit {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final int perSecond;
    private @Nullable Instant opened;
    private int used;

    /** Zero means no limit. */
    RateLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    boolean allows(Instant now) {
        if (perSecond == 0) {
            return true;
        }
        Instant start = opened;
        if (start == null || !now.isBefore(start.plus(WINDOW)) || now.isBefore(start)) {
            opened = now;
            used = 0;
        }
        return ++used <= perSecond;
    }
}
