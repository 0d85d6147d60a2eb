package dev.maestro.conformance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;

/**
 * One text message of the server.
 *
 * @param text as it came
 */
public record Frame(String text, JsonNode json) {

    private static final int SHOWN = 300;

    /** What cannot be read is kept, so that only the point that sees it fails. */
    static Frame of(String text) {
        try {
            return new Frame(text, Json.tree(text));
        } catch (Refused unreadable) {
            return new Frame(text, MissingNode.getInstance());
        }
    }

    public String event() {
        return json.path("event").asText();
    }

    public String channel() {
        return json.path("channel").asText();
    }

    /** The data as it is on the wire: a string where the protocol wants one. */
    public JsonNode data() {
        return json.path("data");
    }

    /** What the data's string holds; double encoding is demanded. */
    public JsonNode inside() {
        Deviation.unless(data().isTextual(), "data is no string: %s", this);
        try {
            return Json.tree(data().textValue());
        } catch (Refused unreadable) {
            throw new Deviation("the string in data is no JSON: " + this);
        }
    }

    public boolean isError() {
        return event().equals("pusher:error") || event().equals("pusher:subscription_error");
    }

    /** The data of an error: an object, or a string that holds one (both are read by clients). */
    public JsonNode error() {
        JsonNode data = data().isTextual() ? inside() : data();
        Deviation.unless(data.isObject(), "an error without an object in data: %s", this);
        return data;
    }

    public Frame is(String event) {
        Deviation.unless(event().equals(event), "expected %s, came %s", event, this);
        return this;
    }

    public Frame on(String channel) {
        Deviation.unless(channel().equals(channel), "expected it on %s, came %s", channel, this);
        return this;
    }

    @Override
    public String toString() {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
