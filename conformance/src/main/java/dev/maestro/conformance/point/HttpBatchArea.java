package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Peer;
import dev.maestro.conformance.wire.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several events in one request. */
final class HttpBatchArea extends Area {

    HttpBatchArea() {
        super("http-batch");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory("order", "the events arrive in their order", HttpBatchArea::order),
                mandatory(
                        "socket-id",
                        "socket_id excludes for its own event only",
                        HttpBatchArea::socketId),
                optional(
                        "info",
                        "info is answered by position, an event without it with {}",
                        HttpBatchArea::info),
                mandatory("eleven", "eleven events are 400", HttpBatchArea::eleven),
                mandatory("bad-event", "one bad event refuses all", HttpBatchArea::badEvent));
    }

    private static String order(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        List<Object> batch = new ArrayList<>();
        for (int each = 0; each < 10; each++) {
            batch.add(Rest.event(channel, "n" + each, "{}"));
        }
        JsonNode json = desk.rest().post("/batch_events", Map.of("batch", batch)).is(200).json();
        for (int each = 0; each < 10; each++) {
            peer.next().is("n" + each);
        }
        peer.quiet();
        return json.toString();
    }

    private static String socketId(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        Map<String, Object> without = Rest.event(channel, "first", "{}");
        without.put("socket_id", peer.socketId());
        desk.rest()
                .post(
                        "/batch_events",
                        Map.of("batch", List.of(without, Rest.event(channel, "second", "{}"))))
                .is(200);
        return peer.next().is("second").text();
    }

    private static String info(Desk desk) {
        String channel = desk.name("presence-");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        Map<String, Object> asked = Rest.event(channel, "n", "{}");
        asked.put("info", "user_count");
        JsonNode json =
                desk.rest()
                        .post(
                                "/batch_events",
                                Map.of(
                                        "batch",
                                        List.of(asked, Rest.event(desk.name("r"), "n", "{}"))))
                        .is(200)
                        .json();
        unless(
                json.path("batch").path(0).path("user_count").asInt() == 1
                        && json.path("batch").path(1).isObject(),
                "came %s",
                json);
        return json.toString();
    }

    private static String eleven(Desk desk) {
        List<Object> batch = new ArrayList<>();
        for (int each = 0; each < 11; each++) {
            batch.add(Rest.event(desk.name("r"), "n", "{}"));
        }
        return desk.rest()
                .post("/batch_events", Map.of("batch", batch))
                .is(400, 413, 422)
                .toString();
    }

    private static String badEvent(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        List<Object> batch =
                List.of(Rest.event(channel, "good", "{}"), Rest.event("a b", "bad", "{}"));
        String answer =
                desk.rest().post("/batch_events", Map.of("batch", batch)).is(400, 422).toString();
        peer.quiet();
        return answer;
    }
}
