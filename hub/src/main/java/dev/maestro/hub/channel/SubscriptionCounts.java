package dev.maestro.hub.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Says how many are on a channel: each change of a small channel, and of a large one what has
 * become of it every few seconds. For any number of threads.
 */
final class SubscriptionCounts {

    private static final int SMALL = 100;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ToIntFunction<String> count;
    private final Teller tell;

    /** Large channels, and when each was last spoken of. */
    private final Map<String, Instant> told = new HashMap<>();

    /** Large channels that have changed, and whether on this node. */
    private final Map<String, Boolean> owed = new HashMap<>();

    /** Says it. */
    interface Teller {

        /**
         * @param here whether somebody of this node came or went
         */
        void tell(String channel, int count, boolean here);
    }

    SubscriptionCounts(ToIntFunction<String> count, Teller tell) {
        this.count = count;
        this.tell = tell;
    }

    /** Somebody came or went, here or on another node. */
    synchronized void changed(String channel, boolean here, Instant now) {
        int counted = count.applyAsInt(channel);
        Instant last = told.get(channel);
        if (counted > SMALL && last != null && now.isBefore(last.plus(PAUSE))) {
            owed.merge(channel, here, Boolean::logicalOr);
            return;
        }
        owed.remove(channel);
        if (counted > SMALL) {
            told.put(channel, now);
        } else {
            told.remove(channel);
        }
        tell.tell(channel, counted, here);
    }

    /** Catches up with the large channels whose pause is over. */
    synchronized void catchUp(Instant now) {
        Iterator<Map.Entry<String, Boolean>> channels = owed.entrySet().iterator();
        while (channels.hasNext()) {
            Map.Entry<String, Boolean> next = channels.next();
            String channel = next.getKey();
            boolean here = next.getValue();
            Instant last = told.get(channel);
            if (last == null || !now.isBefore(last.plus(PAUSE))) {
                channels.remove();
                told.put(channel, now);
                tell.tell(channel, count.applyAsInt(channel), here);
            }
        }
    }
}
