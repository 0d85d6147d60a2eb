package dev.maestro.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.conformance.wire.Credentials;
import dev.maestro.conformance.wire.Signatures;
import dev.maestro.protocol.json.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

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
                        down("pusher:connection_established", Faults::dataAsObject)),
                new Planted(
                        "socket_id is a number",
                        "handshake.socket-id",
                        down(
                                "pusher:connection_established",
                                frame -> inside(frame, data -> data.put("socket_id", 12.5)))),
                new Planted(
                        "activity_timeout is missing",
                        "handshake.activity-timeout",
                        down(
                                "pusher:connection_established",
                                frame -> inside(frame, data -> data.remove("activity_timeout")))),
                new Planted(
                        "an unknown key is closed with a code that says: come back at once",
                        "handshake.unknown-key",
                        closing(4001, 4201)),
                new Planted("a ping is not answered", "liveness.ping", dropping("pusher:pong")),
                new Planted(
                        "subscription_succeeded has no data",
                        "subscription.succeeded",
                        down(
                                "pusher_internal:subscription_succeeded",
                                frame -> frame.remove("data"))),
                new Planted(
                        "an event's data is written anew",
                        "subscription.event",
                        down("news", Faults::dataAsObject)),
                new Planted(
                        "privateer is taken for private", "names.privateer", new PrefixByLetters()),
                new Planted(
                        "signatures are not checked",
                        "private.wrong-signature",
                        new AnySignature()),
                new Planted(
                        "members are counted by socket",
                        "presence.one-user",
                        new MembersBySocket()),
                new Planted(
                        "cache_miss has data",
                        "cache.miss",
                        down("pusher:cache_miss", frame -> frame.put("data", "{}"))),
                new Planted("the sender hears himself", "client-events.no-echo", new Echo()),
                new Planted(
                        "a client's string becomes an object",
                        "client-events.json-string",
                        down("client-said", Faults::dataAsObject)),
                new Planted(
                        "a wrong sign-in is closed with an error code",
                        "user.wrong-signature",
                        closing(4009, 4301)),
                new Planted(
                        "body_md5 is not checked",
                        "http-auth.md5",
                        signingAgain(query -> {}, UnaryOperator.identity())),
                new Planted(
                        "an old timestamp is taken",
                        "http-auth.old",
                        signingAgain(
                                query ->
                                        query.put(
                                                "auth_timestamp",
                                                Long.toString(Instant.now().getEpochSecond())),
                                UnaryOperator.identity())),
                new Planted(
                        "errors are answered with 200",
                        "http-auth.unsigned",
                        answering(said -> new Fault.Response(200, said.body()))),
                new Planted(
                        "socket_id excludes nobody",
                        "http-events.socket-id",
                        signingAgain(
                                query -> {},
                                body -> body.replaceAll("\"socket_id\"", "\"ignored\""))),
                new Planted(
                        "no channel is an empty list",
                        "http-queries.none",
                        answering(said ->
                                new Fault.Response(
                                        said.status(),
                                        said.body()
                                                .replace("\"channels\":{}", "\"channels\":[]")))),
                new Planted("everything is delivered twice", "delivery.order", new Twice()),
                new Planted("events overtake each other", "delivery.order", new Overtaking()));
    }

    // How faults are made.

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.tree(text);
    }

    private static String event(String text) {
        JsonNode frame = Json.tree(text);
        return frame.path("event").asText();
    }

    private static Fault down(String event, Consumer<ObjectNode> change) {
        return new Fault() {
            @Override
            public List<String> down(GoBetween.Pair pair, String text) {
                if (!event(text).equals(event)) {
                    return List.of(text);
                }
                ObjectNode frame = object(text);
                change.accept(frame);
                return List.of(frame.toString());
            }
        };
    }

    private static void dataAsObject(ObjectNode frame) {
        if (frame.path("data").asText().startsWith("{")) {
            frame.set("data", Json.tree(frame.path("data").asText()));
        }
    }

    private static void inside(ObjectNode frame, Consumer<ObjectNode> change) {
        ObjectNode data = object(frame.path("data").asText());
        change.accept(data);
        frame.put("data", data.toString());
    }

    private static Fault dropping(String event) {
        return new Fault() {
            @Override
            public List<String> down(GoBetween.Pair pair, String text) {
                return event(text).equals(event) ? List.of() : List.of(text);
            }
        };
    }

    private static Fault closing(int right, int wrong) {
        return new Fault() {
            @Override
            public int closeCode(int code) {
                return code == right ? wrong : code;
            }
        };
    }

    private static Fault answering(UnaryOperator<Fault.Response> change) {
        return new Fault() {
            @Override
            public Fault.Response response(Fault.Response response) {
                return change.apply(response);
            }
        };
    }

    /** What was signed right is signed again after a change, so that the hub does not see it. */
    private static Fault signingAgain(
            Consumer<SortedMap<String, String>> change, UnaryOperator<String> body) {
        return new Fault() {
            @Override
            public Request request(Request request) {
                SortedMap<String, String> query = new TreeMap<>();
                Arrays.stream(request.query().split("&"))
                        .map(each -> each.split("=", 2))
                        .forEach(each -> query.put(each[0], URLDecoder.decode(each[1], UTF_8)));
                String signature = query.remove("auth_signature");
                boolean right =
                        Signatures.request(APP.secret(), request.method(), request.path(), query)
                                .equals(signature);
                if (!right) {
                    return request;
                }
                String changed = body.apply(request.body());
                change.accept(query);
                if (!changed.isEmpty()) {
                    query.put("body_md5", Signatures.md5(changed));
                }
                query.put(
                        "auth_signature",
                        Signatures.request(APP.secret(), request.method(), request.path(), query));
                return new Request(
                        request.method(),
                        request.path(),
                        query.entrySet().stream()
                                .map(each ->
                                        each.getKey()
                                                + "="
                                                + URLEncoder.encode(each.getValue(), UTF_8))
                                .collect(Collectors.joining("&")),
                        changed);
            }
        };
    }

    /** Remembers the socket's id from the greeting and changes what a client asks to enter. */
    private abstract static class Entering implements Fault {

        @Override
        public List<String> down(GoBetween.Pair pair, String text) {
            if (event(text).equals("pusher:connection_established")) {
                String id =
                        Json.tree(object(text).path("data").asText()).path("socket_id").asText();
                pair.memory.put("socket", id);
            }
            return List.of(text);
        }

        @Override
        public List<String> up(GoBetween.Pair pair, String text) {
            if (!text.startsWith("{") || !text.contains("\"pusher:subscribe\"")) {
                return List.of(text);
            }
            ObjectNode frame = object(text);
            if (frame.path("data") instanceof ObjectNode data) {
                asked(pair, data);
            }
            return List.of(frame.toString());
        }

        final void sign(GoBetween.Pair pair, ObjectNode data) {
            data.put(
                    "auth",
                    Signatures.channel(
                            APP,
                            String.valueOf(pair.memory.get("socket")),
                            data.path("channel").asText(),
                            data.path("channel_data").asText()));
        }

        abstract void asked(GoBetween.Pair pair, ObjectNode data);
    }

    private static final class AnySignature extends Entering {
        @Override
        void asked(GoBetween.Pair pair, ObjectNode data) {
            if (data.path("channel").asText().startsWith("private-")) {
                sign(pair, data);
            }
        }
    }

    private static final class MembersBySocket extends Entering {
        @Override
        void asked(GoBetween.Pair pair, ObjectNode data) {
            if (data.path("channel_data").asText().startsWith("{")) {
                ObjectNode member = object(data.path("channel_data").asText());
                member.put("user_id", member.path("user_id").asText() + pair.memory.get("socket"));
                data.put("channel_data", member.toString());
                sign(pair, data);
            }
        }
    }

    private static final class PrefixByLetters extends Entering {
        @Override
        void asked(GoBetween.Pair pair, ObjectNode data) {
            if (data.path("channel").asText().startsWith("privateer")) {
                data.put("channel", "private-" + data.path("channel").asText());
            }
        }
    }

    private static final class Echo implements Fault {
        @Override
        public List<String> up(GoBetween.Pair pair, String text) {
            if (text.contains("\"client-said\"")) {
                pair.toClient(text);
            }
            return List.of(text);
        }
    }

    private static final class Twice implements Fault {
        @Override
        public List<String> down(GoBetween.Pair pair, String text) {
            return event(text).startsWith("pusher") ? List.of(text) : List.of(text, text);
        }
    }

    private static final class Overtaking implements Fault {
        @Override
        public List<String> down(GoBetween.Pair pair, String text) {
            String held = pair.memory.remove("held");
            List<String> said = new ArrayList<>();
            if (held == null && !event(text).startsWith("pusher")) {
                pair.memory.put("held", text);
                return said;
            }
            said.add(text);
            if (held != null) {
                said.add(held);
            }
            return said;
        }
    }
}
