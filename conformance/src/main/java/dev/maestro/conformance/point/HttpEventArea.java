package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Peer;
import dev.maestro.conformance.wire.Rest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Publishing: what arrives, who is left out, what is refused. */
final class HttpEventArea extends Area {

    HttpEventArea() {
        super("http-events");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory("answer", "the answer is 200 with a JSON object", HttpEventArea::answer),
                mandatory(
                        "channels",
                        "one event goes to each channel that is named",
                        HttpEventArea::channels),
                mandatory(
                        "to-nobody",
                        "a channel without subscribers is no error",
                        desk -> desk.rest().publish(desk.name("room-"), "news", "{}").toString()),
                mandatory("largest", "10,000 bytes of data arrive whole", HttpEventArea::largest),
                mandatory(
                        "socket-id",
                        "the socket that is named does not hear it, on none of the channels; all others do",
                        HttpEventArea::socketId),
                mandatory(
                        "unknown-socket-id",
                        "a socket_id of nobody excludes nobody",
                        HttpEventArea::unknownSocketId),
                mandatory(
                        "malformed-socket-id",
                        "a socket_id that is none is 400",
                        desk -> refused(desk, "socket_id", "abc", 400)),
                optional(
                        "info",
                        "info=user_count tells the members of each channel that is asked",
                        HttpEventArea::info),
                mandatory(
                        "no-json",
                        "a body that is no JSON is 400",
                        desk -> desk.rest().post("/events", "{nonsense").is(400, 422).toString()),
                mandatory(
                        "no-name",
                        "an event without a name is 400",
                        desk ->
                                desk.rest()
                                        .post(
                                                "/events",
                                                Map.of("channel", desk.name("r"), "data", "{}"))
                                        .is(400, 422)
                                        .toString()),
                mandatory(
                        "no-data",
                        "an event without data is 400",
                        desk ->
                                desk.rest()
                                        .post(
                                                "/events",
                                                Map.of("channel", desk.name("r"), "name", "n"))
                                        .is(400, 422)
                                        .toString()),
                mandatory(
                        "no-channel",
                        "an event for no channel is 400",
                        desk ->
                                desk.rest()
                                        .post("/events", Map.of("name", "n", "data", "{}"))
                                        .is(400, 422)
                                        .toString()),
                mandatory(
                        "bad-channel",
                        "a channel name with a space is 400",
                        desk -> refused(desk, "channel", "a b", 400)),
                mandatory(
                        "long-name",
                        "an event name of 201 characters is 400",
                        desk -> refused(desk, "name", "n".repeat(201), 400)),
                mandatory("many-channels", "101 channels are 400", HttpEventArea::manyChannels),
                mandatory(
                        "too-large",
                        "11 KB of data are 413",
                        desk -> refused(desk, "data", "x".repeat(11 * 1024), 413)));
    }

    private static String answer(Desk desk) {
        JsonNode json = desk.rest().publish(desk.name("room-"), "news", "{}").json();
        unless(json.isObject(), "came %s", json);
        return json.toString();
    }

    private static String channels(Desk desk) {
        List<String> names = List.of(desk.name("room-"), desk.name("room-"));
        Peer peer = desk.peer();
        names.forEach(peer::enter);
        desk.rest()
                .post("/events", Map.of("name", "news", "data", "{}", "channels", names))
                .is(200);
        List<String> heard = new ArrayList<>();
        names.forEach(_ -> heard.add(peer.next().is("news").channel()));
        heard.sort(null);
        unless(heard.equals(names.stream().sorted().toList()), "heard on %s", heard);
        peer.quiet();
        return heard.toString();
    }

    private static String largest(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        String data = "x".repeat(10_000);
        desk.rest().publish(channel, "news", data);
        int came = peer.next().is("news").data().asText().length();
        unless(came == data.length(), "%d characters came", came);
        return came + " characters";
    }

    private static String socketId(Desk desk) {
        List<String> names = List.of(desk.name("room-"), desk.name("room-"));
        Peer excluded = desk.peer();
        Peer hears = desk.peer();
        names.forEach(excluded::enter);
        names.forEach(hears::enter);
        desk.rest()
                .post(
                        "/events",
                        Map.of(
                                "name",
                                "news",
                                "data",
                                "{}",
                                "channels",
                                names,
                                "socket_id",
                                excluded.socketId()))
                .is(200);
        names.forEach(_ -> hears.next().is("news"));
        excluded.quiet();
        return "silence for " + excluded.socketId();
    }

    private static String unknownSocketId(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        Map<String, Object> body = Rest.event(channel, "news", "{}");
        body.put("socket_id", "1.1");
        desk.rest().post("/events", body).is(200);
        return peer.next().is("news").text();
    }

    private static String info(Desk desk) {
        String channel = desk.name("presence-");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        Map<String, Object> body = Rest.event(channel, "news", "{}");
        body.put("info", "user_count");
        JsonNode json = desk.rest().post("/events", body).is(200).json();
        unless(
                json.path("channels").path(channel).path("user_count").asInt() == 1,
                "came %s",
                json);
        return json.toString();
    }

    private static String refused(Desk desk, String field, Object value, int status) {
        Map<String, Object> body = Rest.event(desk.name("room-"), "news", "{}");
        body.put(field, value);
        return (status == 400
                        ? desk.rest().post("/events", body).is(400, 422)
                        : desk.rest().post("/events", body).is(status))
                .toString();
    }

    private static String manyChannels(Desk desk) {
        List<String> names = new ArrayList<>();
        for (int each = 0; each < 101; each++) {
            names.add(desk.name("r"));
        }
        return desk.rest()
                .post("/events", Map.of("name", "n", "data", "{}", "channels", names))
                .is(400, 422)
                .toString();
    }
}
