package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Peer;
import java.util.List;
import java.util.Map;

/** Asking which channels are occupied, and by whom. */
final class HttpQueryArea extends Area {

    HttpQueryArea() {
        super("http-queries");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "channels",
                        "channels lists the occupied ones, by prefix",
                        HttpQueryArea::channels),
                mandatory(
                        "none", "no channel is the empty object, not a list", HttpQueryArea::none),
                mandatory(
                        "vacated",
                        "a channel that was left is occupied no more",
                        HttpQueryArea::vacated),
                mandatory(
                        "user-counts",
                        "info=user_count tells the users of each presence channel, not the sockets",
                        HttpQueryArea::userCounts),
                mandatory(
                        "user-count-of-all",
                        "info=user_count without the prefix presence- is 400",
                        desk ->
                                desk.rest()
                                        .get("/channels", Map.of("info", "user_count"))
                                        .is(400, 422)
                                        .toString()),
                mandatory(
                        "channel",
                        "a channel tells occupied, and subscription_count when asked",
                        HttpQueryArea::channel),
                mandatory(
                        "unoccupied",
                        "an unoccupied channel is 200 with occupied false",
                        HttpQueryArea::unoccupied),
                mandatory(
                        "user-count-of-public",
                        "user_count of a channel without presence is 400",
                        desk ->
                                desk.rest()
                                        .get(
                                                "/channels/" + desk.name("room-"),
                                                Map.of("info", "user_count"))
                                        .is(400, 422)
                                        .toString()),
                optional("cache", "info=cache tells the last event's data", HttpQueryArea::cache),
                mandatory(
                        "users",
                        "users lists each user of a presence channel once",
                        HttpQueryArea::users),
                mandatory(
                        "users-of-none",
                        "users of an empty presence channel is an empty list",
                        HttpQueryArea::usersOfNone),
                mandatory(
                        "users-of-public",
                        "users of another channel is 400",
                        desk ->
                                desk.rest()
                                        .get("/channels/" + desk.name("room-") + "/users")
                                        .is(400, 422)
                                        .toString()),
                mandatory(
                        "unknown",
                        "an endpoint that does not exist is 404",
                        desk -> desk.rest().get("/nothing/here").is(404).toString()));
    }

    private static String channels(Desk desk) {
        String prefix = desk.name("room-");
        String one = prefix + "-a";
        String two = prefix + "-b";
        String other = desk.name("other-");
        Peer peer = desk.peer();
        List.of(one, two, other).forEach(peer::enter);
        JsonNode channels =
                desk.rest()
                        .get("/channels", Map.of("filter_by_prefix", prefix))
                        .is(200)
                        .json()
                        .path("channels");
        unless(channels.size() == 2 && channels.has(one) && channels.has(two), "came %s", channels);
        return channels.toString();
    }

    private static String none(Desk desk) {
        JsonNode json =
                desk.rest()
                        .get("/channels", Map.of("filter_by_prefix", desk.name("nothing-")))
                        .is(200)
                        .json();
        unless(
                json.path("channels").isObject() && json.path("channels").isEmpty(),
                "came %s",
                json);
        return json.toString();
    }

    private static String vacated(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        peer.unsubscribe(channel).quiet();
        JsonNode json =
                desk.rest().get("/channels", Map.of("filter_by_prefix", channel)).is(200).json();
        unless(json.path("channels").isEmpty(), "came %s", json);
        return json.toString();
    }

    private static String userCounts(Desk desk) {
        String channel = desk.name("presence-");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        desk.peer().enter(channel, "{\"user_id\":\"2\"}");
        JsonNode json =
                desk.rest()
                        .get("/channels", Map.of("filter_by_prefix", channel, "info", "user_count"))
                        .is(200)
                        .json();
        unless(
                json.path("channels").path(channel).path("user_count").asInt() == 2,
                "came %s",
                json);
        return json.toString();
    }

    private static String channel(Desk desk) {
        String channel = desk.name("room-");
        desk.peer().enter(channel);
        desk.peer().enter(channel);
        JsonNode json =
                desk.rest()
                        .get("/channels/" + channel, Map.of("info", "subscription_count"))
                        .is(200)
                        .json();
        unless(
                json.path("occupied").asBoolean() && json.path("subscription_count").asInt() == 2,
                "came %s",
                json);
        return json.toString();
    }

    private static String unoccupied(Desk desk) {
        JsonNode json = desk.rest().get("/channels/" + desk.name("room-")).is(200).json();
        unless(
                json.path("occupied").isBoolean() && !json.path("occupied").asBoolean(),
                "came %s",
                json);
        return json.toString();
    }

    private static String cache(Desk desk) {
        String channel = desk.name("cache-");
        desk.rest().publish(channel, "news", "kept");
        desk.peer().enter(channel);
        JsonNode json =
                desk.rest().get("/channels/" + channel, Map.of("info", "cache")).is(200).json();
        unless(json.path("cache").path("data").asText().equals("kept"), "came %s", json);
        return json.toString();
    }

    private static String users(Desk desk) {
        String channel = desk.name("presence-");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        desk.peer().enter(channel, "{\"user_id\":\"1\"}");
        desk.peer().enter(channel, "{\"user_id\":2}");
        JsonNode users =
                desk.rest().get("/channels/" + channel + "/users").is(200).json().path("users");
        List<String> ids = users.findValuesAsText("id").stream().sorted().toList();
        unless(ids.equals(List.of("1", "2")), "came %s", users);
        return users.toString();
    }

    private static String usersOfNone(Desk desk) {
        JsonNode json =
                desk.rest().get("/channels/" + desk.name("presence-") + "/users").is(200).json();
        unless(json.path("users").isArray() && json.path("users").isEmpty(), "came %s", json);
        return json.toString();
    }
}
