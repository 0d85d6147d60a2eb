package dev.maestro.hub.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.maestro.hub.channel.Limit;
import dev.maestro.hub.channel.Limits;
import dev.maestro.protocol.pusher.ChannelName;
import dev.maestro.protocol.pusher.RawObject;
import dev.maestro.protocol.pusher.SocketId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event to be published, checked against the application's limits.
 *
 * @param except the socket that is left out, when one is
 */
record EventRequest(
        String name,
        String data,
        List<ChannelName> channels,
        @Nullable SocketId except,
        Wanted wanted) {

    private static final int TOO_LARGE = 413;

    /** Reads one event; names the first thing that is wrong with it. */
    static EventRequest parse(String json, Limits limits) {
        try {
            return read(RawObject.parse(json), limits);
        } catch (IllegalArgumentException garbage) {
            throw ApiRefusal.invalid("The event is malformed: " + garbage.getMessage());
        }
    }

    /** Reads the events of a batch. */
    static List<EventRequest> parseBatch(String json, Limits limits) {
        List<String> events;
        try {
            events = RawObject.parse(json).elements("batch");
        } catch (IllegalArgumentException garbage) {
            throw ApiRefusal.invalid("The batch is malformed: " + garbage.getMessage());
        }
        if (limits.exceeds(Limit.EVENTS_PER_BATCH, events.size())) {
            throw ApiRefusal.invalid(
                    "A batch has at most %d events".formatted(limits.of(Limit.EVENTS_PER_BATCH)));
        }
        return events.stream().map(event -> parse(event, limits)).toList();
    }

    private static EventRequest read(RawObject body, Limits limits) {
        String name = body.text("name").filter(text -> !text.isEmpty()).orElse("");
        if (name.isEmpty()) {
            throw ApiRefusal.invalid("The name of the event is missing");
        }
        if (limits.exceeds(Limit.EVENT_NAME_LENGTH, name.length())) {
            throw ApiRefusal.invalid(
                    "The name of an event has at most %d characters"
                            .formatted(limits.of(Limit.EVENT_NAME_LENGTH)));
        }
        // An object instead of a string is passed on as its text.
        String data =
                body.raw("data")
                        .map(RawObject::content)
                        .orElseThrow(() -> ApiRefusal.invalid("The data of the event is missing"));
        if (isTooLong(data, limits.of(Limit.PAYLOAD_BYTES))) {
            throw new ApiRefusal(
                    TOO_LARGE,
                    "The data of an event has at most %d bytes"
                            .formatted(limits.of(Limit.PAYLOAD_BYTES)));
        }
        return new EventRequest(
                name,
                data,
                channels(body, limits),
                except(body),
                body.text("info").map(Wanted::of).orElse(Wanted.NOTHING));
    }

    private static boolean isTooLong(String data, int most) {
        return data.length() > most
                || data.length() > most / 3 && data.getBytes(UTF_8).length > most;
    }

    private static List<ChannelName> channels(RawObject body, Limits limits) {
        List<String> names = new ArrayList<>(body.texts("channels"));
        body.text("channel").ifPresent(names::add);
        if (names.isEmpty()) {
            throw ApiRefusal.invalid("The channel of the event is missing");
        }
        if (limits.exceeds(Limit.CHANNELS_PER_EVENT, names.size())) {
            throw ApiRefusal.invalid(
                    "An event goes to at most %d channels"
                            .formatted(limits.of(Limit.CHANNELS_PER_EVENT)));
        }
        int most = limits.of(Limit.CHANNEL_NAME_LENGTH);
        return names.stream().distinct().map(name -> channel(name, most)).toList();
    }

    private static ChannelName channel(String name, int most) {
        return ChannelName.parse(name, most)
                .orElseThrow(() -> ApiRefusal.invalid("Not a channel's name: " + name));
    }

    private static @Nullable SocketId except(RawObject body) {
        return body.text("socket_id")
                .map(text ->
                        SocketId.parse(text)
                                .orElseThrow(() -> ApiRefusal.invalid("Not a socket_id: " + text)))
                .orElse(null);
    }
}
