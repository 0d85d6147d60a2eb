package dev.maestro.conformance;

import dev.maestro.conformance.wire.Credentials;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** Every fault that is planted, with the point of the exam that must name it. */
final class Faults {

    /** One fault, and who must see it. */
    record Planted(String what, String point, Fault fault) {
        @Override
        public String toString() {
            return what;
        }
    }

    static final Credentials APP = new Credentials("app-1", "key-1", "secret-1");

    private Faults() {}

    static List<Planted> all() {
        return List.of(
                new Planted(
                        "the greeting's data is an object",
                        "handshake.greeting",
                        Sabotage.down("pusher:connection_established", Sabotage::dataAsObject)),
                new Planted(
                        "socket_id is a number",
                        "handshake.socket-id",
                        Sabotage.down(
                                "pusher:connection_established",
                                frame ->
                                        Sabotage.inside(
                                                frame, data -> data.put("socket_id", 12.5)))),
                new Planted(
                        "activity_timeout is missing",
                        "handshake.activity-timeout",
                        Sabotage.down(
                                "pusher:connection_established",
                                frame ->
                                        Sabotage.inside(
                                                frame, data -> data.remove("activity_timeout")))),
                new Planted(
                        "an unknown key is closed with a code that says: come back at once",
                        "handshake.unknown-key",
                        Sabotage.closing(4001, 4201)),
                new Planted(
                        "a ping is not answered",
                        "liveness.ping",
                        Sabotage.dropping("pusher:pong")),
                new Planted(
                        "subscription_succeeded has no data",
                        "subscription.succeeded",
                        Sabotage.down(
                                "pusher_internal:subscription_succeeded",
                                frame -> frame.remove("data"))),
                new Planted(
                        "an event's data is written anew",
                        "subscription.event",
                        Sabotage.down("news", Sabotage::dataAsObject)),
                new Planted(
                        "privateer is taken for private",
                        "names.privateer",
                        new Sabotage.PrefixByLetters()),
                new Planted(
                        "signatures are not checked",
                        "private.wrong-signature",
                        new Sabotage.AnySignature()),
                new Planted(
                        "members are counted by socket",
                        "presence.one-user",
                        new Sabotage.MembersBySocket()),
                new Planted(
                        "cache_miss has data",
                        "cache.miss",
                        Sabotage.down("pusher:cache_miss", frame -> frame.put("data", "{}"))),
                new Planted(
                        "the sender hears himself", "client-events.no-echo", new Sabotage.Echo()),
                new Planted(
                        "a client's string becomes an object",
                        "client-events.json-string",
                        Sabotage.down("client-said", Sabotage::dataAsObject)),
                new Planted(
                        "a wrong sign-in is closed with an error code",
                        "user.wrong-signature",
                        Sabotage.closing(4009, 4301)),
                new Planted(
                        "body_md5 is not checked",
                        "http-auth.md5",
                        Sabotage.signingAgain(query -> {}, UnaryOperator.identity())),
                new Planted(
                        "an old timestamp is taken",
                        "http-auth.old",
                        Sabotage.signingAgain(
                                query ->
                                        query.put(
                                                "auth_timestamp",
                                                Long.toString(Instant.now().getEpochSecond())),
                                UnaryOperator.identity())),
                new Planted(
                        "errors are answered with 200",
                        "http-auth.unsigned",
                        Sabotage.answering(said -> new Fault.Response(200, said.body()))),
                new Planted(
                        "socket_id excludes nobody",
                        "http-events.socket-id",
                        Sabotage.signingAgain(
                                query -> {},
                                body -> body.replaceAll("\"socket_id\"", "\"ignored\""))),
                new Planted(
                        "no channel is an empty list",
                        "http-queries.none",
                        Sabotage.answering(said ->
                                new Fault.Response(
                                        said.status(),
                                        said.body()
                                                .replace("\"channels\":{}", "\"channels\":[]")))),
                new Planted(
                        "everything is delivered twice", "delivery.order", new Sabotage.Twice()),
                new Planted(
                        "events overtake each other", "delivery.order", new Sabotage.Overtaking()));
    }
}
