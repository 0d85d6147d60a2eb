package dev.maestro.conformance.point;

import dev.maestro.conformance.wire.Answer;
import dev.maestro.conformance.wire.Credentials;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Rest;
import dev.maestro.conformance.wire.Signatures;
import dev.maestro.protocol.json.Json;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Who may use the HTTP side: every check of a signed request. */
final class HttpAuthArea extends Area {

    private static final long TOO_LONG = 700;

    HttpAuthArea() {
        super("http-auth");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory("right", "a right request is taken", HttpAuthArea::right),
                mandatory(
                        "decoded",
                        "the signature is over the decoded query: info=a%2Cb signs as info=a,b",
                        HttpAuthArea::decoded),
                mandatory(
                        "unsigned",
                        "without a signature it is 401",
                        desk ->
                                tampered(
                                        desk,
                                        query -> {},
                                        query -> query.remove("auth_signature"))),
                mandatory(
                        "wrong-signature",
                        "a wrong signature is 401",
                        desk ->
                                tampered(
                                        desk,
                                        query -> {},
                                        query -> query.put("auth_signature", "0".repeat(64)))),
                mandatory(
                        "other-secret",
                        "a signature with another secret is 401",
                        HttpAuthArea::otherSecret),
                mandatory(
                        "unknown-key",
                        "another key is 401, though the signature be right",
                        desk ->
                                tampered(
                                        desk,
                                        query -> query.put("auth_key", "nobody"),
                                        query -> {})),
                mandatory("old", "a timestamp 700 s old is 401", desk -> shifted(desk, -TOO_LONG)),
                mandatory(
                        "from-the-future",
                        "a timestamp 700 s ahead is 401",
                        desk -> shifted(desk, TOO_LONG)),
                mandatory(
                        "no-timestamp",
                        "without a timestamp it is 401",
                        desk ->
                                tampered(
                                        desk,
                                        query -> query.remove("auth_timestamp"),
                                        query -> {})),
                mandatory(
                        "clocks-differ",
                        "a timestamp 500 s off is taken",
                        HttpAuthArea::clocksDiffer),
                mandatory(
                        "md5",
                        "a body_md5 that is not the body's is refused, though signed",
                        desk ->
                                refused(
                                        sent(
                                                desk,
                                                query ->
                                                        query.put(
                                                                "body_md5",
                                                                Signatures.md5("another body")),
                                                query -> {}))),
                mandatory(
                        "no-md5",
                        "a body without body_md5 is refused",
                        desk ->
                                refused(
                                        sent(
                                                desk,
                                                query -> query.remove("body_md5"),
                                                query -> {}))),
                mandatory(
                        "added-parameter",
                        "a parameter that was added after signing is 401",
                        desk -> tampered(desk, query -> {}, query -> query.put("info", "x"))),
                mandatory(
                        "other-method",
                        "a signature for another method is 401",
                        HttpAuthArea::otherMethod),
                mandatory(
                        "other-path",
                        "a signature for another path is 401",
                        HttpAuthArea::otherPath),
                mandatory(
                        "unknown-app", "an unknown application is 404", HttpAuthArea::unknownApp));
    }

    private static String body(Desk desk) {
        return Json.write(Rest.event(desk.name("room-"), "news", "{}"));
    }

    private static String right(Desk desk) {
        return desk.rest().post("/events", body(desk)).is(200).toString();
    }

    private static String decoded(Desk desk) {
        return desk.rest()
                .get(
                        "/channels/" + desk.name("presence-"),
                        Map.of("info", "user_count,subscription_count"))
                .is(200)
                .toString();
    }

    private static Answer sent(
            Desk desk,
            Consumer<SortedMap<String, String>> before,
            Consumer<SortedMap<String, String>> after) {
        Rest rest = desk.rest();
        String body = body(desk);
        SortedMap<String, String> query = rest.query(body);
        before.accept(query);
        SortedMap<String, String> signed = rest.sign(desk.app().secret(), "POST", "/events", query);
        after.accept(signed);
        return rest.raw("POST", "/events", signed, body);
    }

    private static String tampered(
            Desk desk,
            Consumer<SortedMap<String, String>> before,
            Consumer<SortedMap<String, String>> after) {
        return sent(desk, before, after).is(401).toString();
    }

    private static String refused(Answer answer) {
        return answer.is(400, 401).toString();
    }

    private static String shifted(Desk desk, long seconds) {
        String then = Long.toString(desk.rest().now() + seconds);
        return tampered(desk, query -> query.put("auth_timestamp", then), query -> {});
    }

    private static String clocksDiffer(Desk desk) {
        String then = Long.toString(desk.rest().now() - 500);
        return sent(desk, query -> query.put("auth_timestamp", then), query -> {})
                .is(200)
                .toString();
    }

    private static String otherSecret(Desk desk) {
        Rest rest = desk.rest();
        String body = body(desk);
        return rest.raw(
                        "POST",
                        "/events",
                        rest.sign("guess", "POST", "/events", rest.query(body)),
                        body)
                .is(401)
                .toString();
    }

    private static String otherMethod(Desk desk) {
        Rest rest = desk.rest();
        SortedMap<String, String> signed =
                rest.sign(desk.app().secret(), "POST", "/channels", rest.query(""));
        return rest.raw("GET", "/channels", signed, "").is(401).toString();
    }

    private static String otherPath(Desk desk) {
        Rest rest = desk.rest();
        SortedMap<String, String> signed =
                rest.sign(desk.app().secret(), "GET", "/channels/room", rest.query(""));
        return rest.raw("GET", "/channels", signed, "").is(401).toString();
    }

    private static String unknownApp(Desk desk) {
        return desk.rest(new Credentials("no-such-app", desk.app().key(), desk.app().secret()))
                .get("/channels")
                .is(404)
                .toString();
    }
}
