package dev.maestro.hub.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.ToIntFunction;

/**
 * Says how many are on a channel: each change of a small channel, and of a large one what has
 * become of it every few seconds. For any number of threads.
 */
final class SubscriptionCounts {

    private static final int SMALL = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ToIntFunction<String> count;
    private final ObjIntConsumer<String> tell;

    /** Large channels, and when each was last spoken of. */
    private final Map<String, Instant> told = new HashMap<>();

    private final Set<String> owed = new HashSet<>();

    SubscriptionCounts(ToIntFunction<String> count, ObjIntConsumer<String> tell) {
        this.count = count;
        this.tell = tell;
    }

    /** Somebody came or went. */
    synchronized void changed(String channel, Instant now) {
        int counted = count.applyAsInt(channel);
        Instant last = told.get(channel);
        if (counted > SMALL && last != null && now.isBefore(last.plus(PAUSE))) {
            owed.add(channel);
            return;
        }
        owed.remove(channel);
        if (counted > SMALL) {
            told.put(channel, now);
        } else {
            told.remove(channel);
        }
        tell.accept(channel, counted);
    }

    /** Catches up with the large channels whose pause is over. */
    synchronized void catchUp(Instant now) {
        Iterator<String> channels = owed.iterator();
        while (channels.hasNext()) {
            String channel = channels.next();
            Instant last = told.get(channel);
            if (last == null || !now.isBefore(last.plus(PAUSE))) {
                channels.remove();
                told.put(channel, now);
                tell.accept(channel, count.applyAsInt(channel));
            }
        }
    }
}
