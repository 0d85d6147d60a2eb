package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What nobody should send, and everybody once does. None of it may end the server. */
final class ErrorArea extends Area {

    private static final String PING = "{\"event\":\"pusher:ping\",\"data\":{}}";

    ErrorArea() {
        super("errors");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "no-json",
                        "text that is no JSON leaves the socket open",
                        desk -> survives(desk, "nonsense", "{\"event\":", "", "\u0000")),
                mandatory(
                        "no-object",
                        "JSON that is no event leaves the socket open",
                        desk -> survives(desk, "[]", "null", "7", "\"x\"", "{}", "{\"event\":7}")),
                mandatory(
                        "unknown-event",
                        "an event nobody knows leaves the socket open",
                        desk ->
                                survives(
                                        desk,
                                        "{\"event\":\"pusher:nothing\",\"data\":{}}",
                                        "{\"event\":\"nothing\"}")),
                mandatory(
                        "fragments",
                        "a message in three pieces is one message",
                        desk ->
                                desk.peer()
                                        .sayInPieces(
                                                "{\"event\":\"push", "er:pi", "ng\",\"data\":{}}")
                                        .next()
                                        .is("pusher:pong")
                                        .text()),
                optional(
                        "binary",
                        "a binary message is read as text or refused, and the socket stays",
                        ErrorArea::binary),
                mandatory(
                        "shapeless",
                        "a subscribe, unsubscribe or sign-in of another shape leaves the socket open",
                        desk ->
                                survives(
                                        desk,
                                        "{\"event\":\"pusher:unsubscribe\",\"data\":{}}",
                                        "{\"event\":\"pusher:subscribe\",\"data\":{}}",
                                        "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":7}}",
                                        "{\"event\":\"client-x\",\"channel\":7,\"data\":{}}",
                                        "{\"event\":\"client-x\"}")),
                mandatory(
                        "deep",
                        "JSON a thousand levels deep leaves the server alive",
                        ErrorArea::deep),
                mandatory(
                        "missing-data",
                        "a subscribe without data leaves the server alive",
                        desk -> harmless(desk, "{\"event\":\"pusher:subscribe\"}")),
                optional(
                        "string-data",
                        "a subscribe whose data is a string of JSON is understood",
                        ErrorArea::stringData),
                mandatory(
                        "alive",
                        "the server still greets and lets in",
                        desk -> desk.peer().enter(desk.name("room-")).text()));
    }

    private static String survives(Desk desk, String... texts) {
        Peer peer = desk.peer();
        for (String text : texts) {
            peer.say(text);
            List<Frame> said = peer.sofar();
            unless(said.stream().allMatch(Frame::isError), "%s is answered with %s", text, said);
            said.forEach(Frame::error);
        }
        return "%d inputs, still open".formatted(texts.length);
    }

    private static String binary(Desk desk) {
        Peer peer = desk.peer().sayBinary(PING.getBytes(StandardCharsets.UTF_8));
        Frame first = peer.next();
        unless(first.event().equals("pusher:pong") || first.isError(), "came %s", first);
        peer.quiet();
        return first.text();
    }

    private static String deep(Desk desk) {
        return harmless(
                desk,
                "{\"event\":\"pusher:ping\",\"data\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
    }

    /** The connection may end; the next one must not notice. */
    private static String harmless(Desk desk, String text) {
        desk.peer().say(text);
        return desk.peer().enter(desk.name("room-")).text();
    }

    private static String stringData(Desk desk) {
        String channel = desk.name("room-");
        Peer peer =
                desk.peer()
                        .say(
                                "{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"%s\\\"}\"}"
                                        .formatted(channel));
        return peer.entered(channel).text();
    }
}
