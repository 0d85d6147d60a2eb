package dev.maestro.hub.rest;

import dev.maestro.hub.channel.App;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.JsonText;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** Publishes events, and says of their channels what was asked. */
final class Publishing {

    private static final String DONE = "{}";

    private final InstantSource clock;

    Publishing(InstantSource clock) {
        this.clock = clock;
    }

    String event(App app, String json) {
        EventRequest event = EventRequest.parse(json, app.limits());
        publish(app, event);
        return event.wanted().isNothing()
                ? DONE
                : event.channels().stream()
                        .map(channel ->
                                JsonText.quoted(channel.value())
                                        + ":"
                                        + attributes(app, event, channel))
                        .collect(Collectors.joining(",", "{\"channels\":{", "}}"));
    }

    /** Checks all of the batch before it publishes any of it. */
    String batch(App app, String json) {
        List<EventRequest> batch = EventRequest.parseBatch(json, app.limits());
        if (batch.stream().anyMatch(event -> event.channels().size() > 1)) {
            throw ApiRefusal.invalid("An event of a batch goes to one channel");
        }
        batch.forEach(event -> publish(app, event));
        return batch.stream().allMatch(event -> event.wanted().isNothing())
                ? DONE
                : batch.stream()
                        .map(event -> attributes(app, event, event.channels().getFirst()))
                        .collect(Collectors.joining(",", "{\"batch\":[", "]}"));
    }

    private static void publish(App app, EventRequest event) {
        for (ChannelName channel : event.channels()) {
            app.publish(channel, event.name(), event.data(), event.except());
        }
    }

    private String attributes(App app, EventRequest event, ChannelName channel) {
        return "{"
                + String.join(",", event.wanted().attributes(app, channel, clock.instant()))
                + "}";
    }
}
