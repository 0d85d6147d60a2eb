package dev.maestro.conformance.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.protocol.Refused;
import dev.maestro.protocol.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON-RPC on the channel of one session: what a client of Studio speaks. For one thread. */
public final class SessionLine {

    private final Portal portal;
    private final Peer peer;
    private final String session;
    private final String channel;
    private int lastId;

    SessionLine(Portal portal, Peer peer, String session, String channel) {
        this.portal = portal;
        this.peer = peer;
        this.session = session;
        this.channel = channel;
    }

    public String session() {
        return session;
    }

    public String channel() {
        return channel;
    }

    public Peer peer() {
        return peer;
    }

    /** Asks Studio for the signature and enters the session's channel. */
    SessionLine enter() {
        JsonNode auth =
                portal.post(
                                "/api/v1/broadcasting/auth",
                                Map.of("socket_id", peer.socketId(), "channel_name", channel))
                        .is(200)
                        .json()
                        .path("auth");
        peer.subscribe(channel, "", auth.asText()).entered(channel);
        return this;
    }

    /** Says a text, right or wrong, as the string in the event's data. */
    public SessionLine say(String text) {
        peer.event("client-rpc", channel, text);
        return this;
    }

    public SessionLine greet() {
        result("session.hello", hello(1));
        return this;
    }

    public static Map<String, Object> hello(int protocol) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("protocol", protocol);
        params.put("client_version", "conformance");
        params.put("resume", false);
        params.put("runs", java.util.List.of());
        return params;
    }

    /** The request as text; its id is new. */
    public String request(String method, Object params) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", "c-" + ++lastId);
        request.put("method", method);
        request.put("params", params);
        return Json.write(request);
    }

    /** Asks, and expects a result. */
    public JsonNode result(String method, Object params) {
        JsonNode answer = say(request(method, params)).answer();
        Deviation.unless(
                answer.path("id").asText().equals("c-" + lastId) && answer.has("result"),
                "%s is answered with %s",
                method,
                answer);
        return answer.path("result");
    }

    /** The next message of Studio that answers; its own requests are passed over. */
    public JsonNode answer() {
        JsonNode message = message();
        while (message.has("method")) {
            message = message();
        }
        return message;
    }

    /** The next request or notification of Studio with that method. */
    public JsonNode asked(String method) {
        JsonNode message = message();
        while (!message.path("method").asText().equals(method)) {
            message = message();
        }
        return message;
    }

    /** Expects the refusal with that code. */
    public JsonNode refusal(int code) {
        JsonNode answer = answer();
        Deviation.unless(
                answer.path("error").path("code").asInt() == code
                        && answer.path("error").path("message").isTextual(),
                "expected error %d, came %s",
                code,
                answer);
        return answer;
    }

    private JsonNode message() {
        Frame frame = peer.next().is("rpc").on(channel);
        Deviation.unless(frame.data().isTextual(), "data is no string: %s", frame);
        try {
            return Json.tree(frame.data().textValue());
        } catch (Refused unreadable) {
            throw new Deviation("data holds no JSON: " + frame);
        }
    }
}
