package dev.maestro.hub.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events on their way to one target.
 *
 * @param body what is signed and sent
 * @param tries how often it was tried
 * @param next when it is to be tried again
 */
record Letter(int events, String body, Instant written, int tries, Instant next) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 6;

    static Letter of(List<WebhookEvent> events, Instant now) {
        String body =
                events.stream()
                        .map(WebhookEvent::json)
                        .collect(
                                Collectors.joining(
                                        ",",
                                        "{\"time_ms\":" + now.toEpochMilli() + ",\"events\":[",
                                        "]}"));
        return new Letter(events.size(), body, now, 0, now);
    }

    /** Each pause is twice as long as the one before, up to a minute. */
    Letter again(Instant now) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, MOST_DOUBLINGS));
        return new Letter(events, body, written, tries + 1, now.plus(pause));
    }
}
