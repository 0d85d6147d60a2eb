package dev.maestro.client.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One frame from the hub. {@code data} is what the string held, or the object's own text; a missing
 * channel is empty.
 */
record PusherEvent(String name, String channel, String data) {

    static PusherEvent read(String text) {
        JsonNode frame = Json.tree(text);
        JsonNode data = frame.path("data");
        return new PusherEvent(
                frame.path("event").asText(),
                frame.path("channel").asText(),
                data.isTextual() ? data.textValue() : data.toString());
    }

    static String subscribe(String channel, String auth) {
        return Json.write(
                Map.of(
                        "event",
                        "pusher:subscribe",
                        "data",
                        Map.of("channel", channel, "auth", auth)));
    }

    /** A client event whose data is a string that holds JSON. */
    static String client(String name, String channel, String data) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("event", name);
        frame.put("channel", channel);
        frame.put("data", data);
        return Json.write(frame);
    }
}
