package dev.maestro.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maestro.conformance.wire.Signatures;
import dev.maestro.protocol.json.Json;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How faults are made. */
final class Sabotage {

    private Sabotage() {}

    private static ObjectNode object(String text) {
        return (ObjectNode) Json.tree(text);
    }

    private static String event(String text) {
        JsonNode frame = Json.tree(text);
        return frame.path("event").asText();
    }

    static Fault down(String event, Consumer<ObjectNode> change) {
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

    static void dataAsObject(ObjectNode frame) {
        if (frame.path("data").asText().startsWith("{")) {
            frame.set("data", Json.tree(frame.path("data").asText()));
        }
    }

    static void inside(ObjectNode frame, Consumer<ObjectNode> change) {
        ObjectNode data = object(frame.path("data").asText());
        change.accept(data);
        frame.put("data", data.toString());
    }

    static Fault dropping(String event) {
        return new Fault() {
            @Override
            public List<String> down(GoBetween.Pair pair, String text) {
                return event(text).equals(event) ? List.of() : List.of(text);
            }
        };
    }

    static Fault closing(int right, int wrong) {
        return new Fault() {
            @Override
            public int closeCode(int code) {
                return code == right ? wrong : code;
            }
        };
    }

    static Fault answering(UnaryOperator<Fault.Response> change) {
        return new Fault() {
            @Override
            public Fault.Response response(Fault.Response response) {
                return change.apply(response);
            }
        };
    }

    /** What was signed right is signed again after a change, so that the hub does not see it. */
    static Fault signingAgain(
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
                        Signatures.request(
                                        Faults.APP.secret(),
                                        request.method(),
                                        request.path(),
                                        query)
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
                        Signatures.request(
                                Faults.APP.secret(), request.method(), request.path(), query));
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
                            Faults.APP,
                            String.valueOf(pair.memory.get("socket")),
                            data.path("channel").asText(),
                            data.path("channel_data").asText()));
        }

        abstract void asked(GoBetween.Pair pair, ObjectNode data);
    }

    static final class AnySignature extends Entering {
        @Override
        void asked(GoBetween.Pair pair, ObjectNode data) {
            if (data.path("channel").asText().startsWith("private-")) {
                sign(pair, data);
            }
        }
    }

    static final class MembersBySocket extends Entering {
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

    static final class PrefixByLetters extends Entering {
        @Override
        void asked(GoBetween.Pair pair, ObjectNode data) {
            if (data.path("channel").asText().startsWith("privateer")) {
                data.put("channel", "private-" + data.path("channel").asText());
            }
        }
    }

    static final class Echo implements Fault {
        @Override
        public List<String> up(GoBetween.Pair pair, String text) {
            if (text.contains("\"client-said\"")) {
                pair.toClient(text);
            }
            return List.of(text);
        }
    }

    static final class Twice implements Fault {
        @Override
        public List<String> down(GoBetween.Pair pair, String text) {
            return event(text).startsWith("pusher") ? List.of(text) : List.of(text, text);
        }
    }

    static final class Overtaking implements Fault {
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
