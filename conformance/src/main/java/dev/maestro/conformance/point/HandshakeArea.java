package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.conformance.wire.Closing;
import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Deviation;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.List;

/** From the upgrade to the greeting. */
final class HandshakeArea extends Area {

    private static final int LONGEST_ACTIVITY = 600;

    HandshakeArea() {
        super("handshake");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "greeting",
                        "the server speaks first: connection_established, its data a string with a JSON object",
                        HandshakeArea::greeting),
                mandatory(
                        "socket-id",
                        "socket_id is a string of digits, a dot, digits, and another one each time",
                        HandshakeArea::socketId),
                mandatory(
                        "activity-timeout",
                        "activity_timeout is a number of seconds above 0",
                        HandshakeArea::activityTimeout),
                mandatory(
                        "protocol-5",
                        "protocol 5 is spoken: pusher-java-client asks for it",
                        desk -> greets(desk, "?client=java-client&protocol=5&version=2.4.4")),
                mandatory(
                        "protocol-7",
                        "protocol 7 is spoken to a client of any name",
                        desk -> greets(desk, "?protocol=7&client=something%20else&version=0.0.1")),
                optional(
                        "protocol-absent",
                        "a client that names no protocol is taken for one of 7",
                        desk -> greets(desk, "")),
                optional(
                        "protocol-3",
                        "protocol 3 is refused with error and close 4007",
                        desk ->
                                refused(
                                        desk.knocks(
                                                desk.app().key(),
                                                "?protocol=3&client=js&version=1"),
                                        4007)),
                mandatory(
                        "unknown-key",
                        "an unknown key is let through the upgrade, then told 4001 and closed with 4001",
                        desk -> refused(desk.knocks(desk.name("nobody"), Desk.QUERY), 4001)),
                mandatory(
                        "unknown-path",
                        "a WebSocket to another path is no connection",
                        HandshakeArea::unknownPath));
    }

    private static String greeting(Desk desk) {
        Frame greeting = desk.knocks(desk.app().key(), Desk.QUERY).next();
        greeting.is("pusher:connection_established");
        unless(greeting.inside().isObject(), "data holds no object: %s", greeting);
        return greeting.text();
    }

    private static String socketId(Desk desk) {
        String first = socketIdOf(desk);
        String second = socketIdOf(desk);
        unless(!first.equals(second), "both sockets are called %s", first);
        return first + ", " + second;
    }

    private static String socketIdOf(Desk desk) {
        JsonNode id = desk.knocks(desk.app().key(), Desk.QUERY).next().inside().path("socket_id");
        unless(
                id.isTextual() && id.textValue().matches("\\d+\\.\\d+"),
                "socket_id is %s",
                id.isMissingNode() ? "missing" : id);
        return id.textValue();
    }

    private static String activityTimeout(Desk desk) {
        JsonNode data = desk.knocks(desk.app().key(), Desk.QUERY).next().inside();
        JsonNode seconds = data.path("activity_timeout");
        unless(
                seconds.isNumber() && seconds.asLong() > 0 && seconds.asLong() <= LONGEST_ACTIVITY,
                "activity_timeout is %s",
                seconds.isMissingNode() ? "missing" : seconds);
        return seconds + " s";
    }

    private static String greets(Desk desk, String query) {
        return desk.knocks(desk.app().key(), query)
                .next()
                .is("pusher:connection_established")
                .text();
    }

    /** The error event, then the close frame, both with the same code. */
    private static String refused(Peer peer, int code) {
        Frame first = peer.next().is("pusher:error");
        JsonNode said = first.error().path("code");
        unless(said.isNumber() && said.asInt() == code, "expected error %d, came %s", code, first);
        Closing closing = peer.closing();
        unless(closing.code() == code, "expected close %d, came %s", code, closing);
        return first.text() + ", then close " + closing.code();
    }

    private static String unknownPath(Desk desk) {
        try {
            Peer peer = desk.knocks("../nowhere/" + desk.app().key(), "");
            Frame first = peer.next();
            unless(first.isError(), "it was greeted: %s", first);
            return first.text();
        } catch (Deviation refused) {
            unless(
                    String.valueOf(refused.getMessage()).contains("HTTP 4"),
                    "expected HTTP 404, %s",
                    refused.getMessage());
            return String.valueOf(refused.getMessage());
        }
    }
}
