package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.ArrayList;
import java.util.List;

/** Channels whose members are known to each other: by user, not by socket. */
final class PresenceArea extends Area {

    PresenceArea() {
        super("presence");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "succeeded",
                        "the joiner is told presence {count, ids, hash} in a string, himself included",
                        PresenceArea::succeeded),
                mandatory(
                        "member-added",
                        "the others are told member_added with user_id and user_info in a string, the joiner is not",
                        PresenceArea::memberAdded),
                mandatory(
                        "one-user",
                        "a second socket of a user is no second member",
                        PresenceArea::oneUser),
                mandatory(
                        "member-removed",
                        "member_removed comes when a user's last socket leaves, not before",
                        PresenceArea::memberRemoved),
                mandatory(
                        "gone",
                        "a socket that vanishes takes its member along",
                        PresenceArea::gone),
                mandatory(
                        "twice",
                        "a second subscribe of the same socket is no second member_added",
                        PresenceArea::twice),
                mandatory(
                        "integer-id",
                        "a user_id may be a number, and stays one in member_added",
                        PresenceArea::integerId),
                mandatory(
                        "without-info",
                        "user_info may be missing",
                        desk ->
                                desk.peer()
                                        .enter(desk.name("presence-"), "{\"user_id\":\"1\"}")
                                        .text()),
                mandatory(
                        "exact-bytes",
                        "channel_data is signed as it was sent, spaces and order included",
                        desk ->
                                desk.peer()
                                        .enter(
                                                desk.name("presence-"),
                                                "{ \"user_info\" : {\"n\": 1.0},  \"user_id\" :\"\\u0031\" }")
                                        .text()),
                mandatory(
                        "changed-data",
                        "channel_data that was changed after signing is refused",
                        PresenceArea::changedData),
                mandatory(
                        "no-data",
                        "to enter without channel_data and without a sign-in is refused",
                        desk -> refused(desk, "")),
                mandatory(
                        "no-json",
                        "channel_data that is no JSON is refused",
                        desk -> refused(desk, "nonsense")),
                mandatory(
                        "no-user-id",
                        "channel_data without a user_id is refused",
                        desk -> refused(desk, "{\"user_info\":{}}")));
    }

    private static String user(String id) {
        return "{\"user_id\":\"%s\",\"user_info\":{\"name\":\"N %s\"}}".formatted(id, id);
    }

    private static String succeeded(Desk desk) {
        String channel = desk.name("presence-");
        JsonNode alone = desk.peer().enter(channel, user("1")).inside().path("presence");
        expect(alone, List.of("1"));
        Frame entered = desk.peer().enter(channel, user("2"));
        JsonNode both = entered.inside().path("presence");
        expect(both, List.of("1", "2"));
        unless(
                both.path("hash").path("2").path("name").asText().equals("N 2"),
                "the hash does not hold user_info: %s",
                entered);
        return entered.text();
    }

    private static void expect(JsonNode presence, List<String> users) {
        List<String> ids = new ArrayList<>();
        presence.path("ids").forEach(id -> ids.add(id.asText()));
        List<String> hash =
                new ArrayList<>(
                        presence.path("hash").properties().stream()
                                .map(java.util.Map.Entry::getKey)
                                .toList());
        hash.sort(null);
        ids.sort(null);
        unless(
                presence.path("hash").isObject()
                        && presence.path("count").isNumber()
                        && presence.path("count").asInt() == users.size()
                        && ids.equals(users)
                        && hash.equals(users),
                "expected members %s, came %s",
                users,
                presence);
    }

    private static String memberAdded(Desk desk) {
        String channel = desk.name("presence-");
        Peer first = desk.peer();
        Peer second = desk.peer();
        first.enter(channel, user("1"));
        second.enter(channel, user("2"));
        Frame added = first.next().is("pusher_internal:member_added").on(channel);
        unless(
                added.inside().path("user_id").asText().equals("2")
                        && added.inside().path("user_info").path("name").asText().equals("N 2"),
                "came %s",
                added);
        second.quiet();
        first.quiet();
        return added.text();
    }

    private static String oneUser(Desk desk) {
        String channel = desk.name("presence-");
        Peer watcher = desk.peer();
        watcher.enter(channel, user("1"));
        desk.peer().enter(channel, user("2"));
        watcher.next().is("pusher_internal:member_added");
        JsonNode presence = desk.peer().enter(channel, user("2")).inside().path("presence");
        expect(presence, List.of("1", "2"));
        watcher.quiet();
        return presence.toString();
    }

    private static String memberRemoved(Desk desk) {
        String channel = desk.name("presence-");
        Peer watcher = desk.peer();
        Peer one = desk.peer();
        Peer other = desk.peer();
        watcher.enter(channel, user("1"));
        one.enter(channel, user("2"));
        other.enter(channel, user("2"));
        watcher.next().is("pusher_internal:member_added");
        one.unsubscribe(channel).quiet();
        watcher.quiet();
        other.unsubscribe(channel).quiet();
        return removed(watcher, channel);
    }

    private static String removed(Peer watcher, String channel) {
        Frame removed = watcher.next().is("pusher_internal:member_removed").on(channel);
        unless(removed.inside().path("user_id").asText().equals("2"), "came %s", removed);
        watcher.quiet();
        return removed.text();
    }

    private static String gone(Desk desk) {
        String channel = desk.name("presence-");
        Peer watcher = desk.peer();
        Peer goes = desk.peer();
        watcher.enter(channel, user("1"));
        goes.enter(channel, user("2"));
        watcher.next().is("pusher_internal:member_added");
        goes.vanish();
        return removed(watcher, channel);
    }

    private static String twice(Desk desk) {
        String channel = desk.name("presence-");
        Peer watcher = desk.peer();
        Peer twice = desk.peer();
        watcher.enter(channel, user("1"));
        twice.enter(channel, user("2"));
        watcher.next().is("pusher_internal:member_added");
        twice.subscribe(channel, user("2")).sofar();
        watcher.quiet();
        return "silence";
    }

    private static String integerId(Desk desk) {
        String channel = desk.name("presence-");
        Peer watcher = desk.peer();
        watcher.enter(channel, "{\"user_id\":1}");
        desk.peer().enter(channel, "{\"user_id\":2,\"user_info\":{\"name\":\"Two\"}}");
        Frame added = watcher.next().is("pusher_internal:member_added");
        unless(added.inside().path("user_id").isIntegralNumber(), "came %s", added);
        return added.text();
    }

    private static String changedData(Desk desk) {
        Peer peer = desk.peer();
        String channel = desk.name("presence-");
        return peer.subscribe(channel, user("2"), peer.auth(channel, user("1"))).refusal().text();
    }

    private static String refused(Desk desk, String channelData) {
        return desk.peer().subscribe(desk.name("presence-"), channelData).refusal().text();
    }
}
