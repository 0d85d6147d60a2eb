package dev.maestro.hub.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The last event of each cache channel of one application; stays when the channel empties. For any
 * number of threads.
 */
final class EventCache {

    private final Duration time;
    private final int channels;
    private final InstantSource clock;

    /** Oldest first, and so, as all live equally long, in the order in which they are forgotten. */
    private final SequencedMap<String, CachedEvent> events = new LinkedHashMap<>();

    EventCache(Duration time, int channels, InstantSource clock) {
        this.time = time;
        this.channels = channels;
        this.clock = clock;
    }

    synchronized void put(String channel, String event, String data) {
        Instant now = clock.instant();
        events.remove(channel);
        events.put(channel, new CachedEvent(event, data, now.plus(time)));
        while (events.size() > channels || !events.firstEntry().getValue().until().isAfter(now)) {
            events.pollFirstEntry();
        }
    }

    synchronized Optional<CachedEvent> find(String channel) {
        CachedEvent found = events.get(channel);
        return found == null || !found.until().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(found);
    }
}
