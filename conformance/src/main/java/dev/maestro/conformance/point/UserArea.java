package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Closing;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.List;
import java.util.Map;

/** Sign-in: a socket that belongs to a user, not only to a channel. */
final class UserArea extends Area {

    UserArea() {
        super("user");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "signin",
                        "a right sign-in is answered with signin_success and the user_data as a string",
                        UserArea::signIn),
                mandatory(
                        "wrong-signature",
                        "a wrong one is told 4009 and closed with 4009",
                        UserArea::wrongSignature),
                mandatory("no-id", "user_data without an id signs nobody in", UserArea::noId),
                mandatory(
                        "other-user", "a socket does not become another user", UserArea::otherUser),
                mandatory(
                        "server-to-user",
                        "an event to #server-to-user-ID reaches every socket of the user",
                        UserArea::serverToUser),
                mandatory(
                        "foreign-line",
                        "nobody enters another user's #server-to-user channel",
                        UserArea::foreignLine),
                mandatory(
                        "terminate",
                        "terminate_connections closes that user's sockets with 4009, and no other",
                        UserArea::terminate),
                optional(
                        "presence",
                        "a signed-in socket enters a presence channel without channel_data",
                        UserArea::presence),
                optional(
                        "watchlist",
                        "who watches a user is told when that user comes",
                        UserArea::watchlist));
    }

    private static String user(String id) {
        return "{\"id\":\"%s\",\"user_info\":{\"name\":\"N\"}}".formatted(id);
    }

    private static Peer signedIn(Desk desk, String id) {
        Peer peer = desk.peer().signIn(user(id));
        peer.next().is("pusher:signin_success");
        return peer;
    }

    /** As the client libraries do it right after a sign-in. */
    private static Peer listening(Desk desk, String id) {
        Peer peer = signedIn(desk, id);
        String line = "#server-to-user-" + id;
        peer.subscribe(line, "", "").entered(line);
        return peer;
    }

    private static String signIn(Desk desk) {
        String id = desk.name("u");
        Frame success = desk.peer().signIn(user(id)).next().is("pusher:signin_success");
        unless(
                success.inside().path("user_data").isTextual()
                        && success.inside().path("user_data").textValue().contains(id),
                "came %s",
                success);
        return success.text();
    }

    private static String wrongSignature(Desk desk) {
        Peer peer = desk.peer().signIn(user("boss"), desk.app().key() + ":" + "0".repeat(64));
        Frame told = peer.next().is("pusher:error");
        unless(told.error().path("code").asInt() == 4009, "came %s", told);
        Closing closing = peer.closing();
        unless(closing.code() == 4009, "expected close 4009, came %s", closing);
        return told.text() + ", then close 4009";
    }

    private static String noId(Desk desk) {
        Frame told = desk.peer().signIn("{\"user_info\":{}}").next();
        unless(told.isError(), "came %s", told);
        return told.text();
    }

    private static String otherUser(Desk desk) {
        Frame told = signedIn(desk, desk.name("u")).signIn(user(desk.name("v"))).next();
        unless(told.isError(), "came %s", told);
        return told.text();
    }

    private static String serverToUser(Desk desk) {
        String id = desk.name("u");
        Peer one = listening(desk, id);
        Peer two = listening(desk, id);
        Peer other = listening(desk, desk.name("v"));
        desk.rest().publish("#server-to-user-" + id, "hello", "{}");
        one.next().is("hello");
        Frame heard = two.next().is("hello").on("#server-to-user-" + id);
        other.quiet();
        return heard.text();
    }

    private static String foreignLine(Desk desk) {
        String id = desk.name("u");
        String line = "#server-to-user-" + id;
        Peer nobody = desk.peer().subscribe(line, "", "");
        Peer other = signedIn(desk, desk.name("v")).subscribe(line, "", "");
        Frame told = nobody.refusal();
        other.refusal();
        desk.rest().publish(line, "hello", "{}");
        nobody.quiet();
        other.quiet();
        return told.text();
    }

    private static String terminate(Desk desk) {
        String id = desk.name("u");
        Peer one = signedIn(desk, id);
        Peer other = signedIn(desk, desk.name("v"));
        desk.rest().post("/users/" + id + "/terminate_connections", "{}").is(200);
        Closing closing = one.closing();
        unless(closing.code() == 4009, "expected close 4009, came %s", closing);
        other.quiet();
        return closing.toString();
    }

    private static String presence(Desk desk) {
        String id = desk.name("u");
        Frame entered = signedIn(desk, id).enter(desk.name("presence-"));
        unless(entered.inside().path("presence").path("hash").has(id), "came %s", entered);
        return entered.text();
    }

    private static String watchlist(Desk desk) {
        String id = desk.name("u");
        Peer watcher =
                desk.peer()
                        .signIn(
                                dev.maestro.protocol.json.Json.write(
                                        Map.of("id", desk.name("w"), "watchlist", List.of(id))));
        watcher.next().is("pusher:signin_success");
        watcher.sofar();
        signedIn(desk, id);
        Frame news = watcher.next().is("pusher_internal:watchlist_events");
        String said = news.inside().path("events").path(0).toString();
        unless(said.contains("online") && said.contains(id), "came %s", news);
        return news.text();
    }
}
