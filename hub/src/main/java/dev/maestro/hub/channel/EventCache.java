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

    void put(String channel, String event, String data) {
        put(channel, new CachedEvent(event, data, clock.instant().plus(time)));
    }

    /** What another node has remembered, unless it is known here, or a newer one. */
    synchronized void remember(String channel, CachedEvent event) {
        CachedEvent known = events.get(channel);
        if (known == null || known.until().isBefore(event.until())) {
            put(channel, event);
        }
    }

    private synchronized void put(String channel, CachedEvent event) {
        Instant now = clock.instant();
        events.remove(channel);
        events.put(channel, event);
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
