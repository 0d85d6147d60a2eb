package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import dev.maestro.conformance.wire.SilentPeer;
import java.time.Duration;
import java.util.List;

/** Signs of life, of the protocol and of the WebSocket. */
final class LivenessArea extends Area {

    private static final int NO_PONG = 4201;

    LivenessArea() {
        super("liveness");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "ping",
                        "pusher:ping is answered with pusher:pong",
                        desk -> pong(desk, "{\"event\":\"pusher:ping\",\"data\":{}}")),
                mandatory(
                        "ping-without-data",
                        "so is a ping without data, as pusher-java-client sends it",
                        desk -> pong(desk, "{\"event\": \"pusher:ping\"}")),
                optional(
                        "pong-has-data",
                        "the pong has data: clients that read it do not stumble",
                        LivenessArea::pongHasData),
                mandatory(
                        "pong",
                        "a pusher:pong that nobody asked for is taken in silence",
                        LivenessArea::unaskedPong),
                mandatory(
                        "websocket-ping",
                        "a WebSocket ping is answered with its payload",
                        LivenessArea::webSocketPing),
                slow(
                        "silence",
                        "who stays silent is closed with 4201, at the latest after twice the activity_timeout",
                        LivenessArea::silence));
    }

    private static String silence(Desk desk) {
        SilentPeer peer = desk.silentPeer();
        int seconds = peer.greeting().inside().path("activity_timeout").asInt();
        int code = peer.closeCode(Duration.ofSeconds(2L * seconds).plus(desk.patience()));
        unless(code == NO_PONG, "expected close 4201, came %d", code);
        return "close 4201";
    }

    private static String pong(Desk desk, String ping) {
        return desk.peer().say(ping).next().is("pusher:pong").text();
    }

    private static String pongHasData(Desk desk) {
        Frame pong = desk.peer().say("{\"event\":\"pusher:ping\",\"data\":{}}").next();
        unless(!pong.data().isMissingNode(), "no data in %s", pong);
        return pong.text();
    }

    private static String unaskedPong(Desk desk) {
        desk.peer().say("{\"event\":\"pusher:pong\",\"data\":{}}").quiet();
        return "silence";
    }

    private static String webSocketPing(Desk desk) {
        Peer peer = desk.peer().ping("are you there");
        String payload = peer.pong();
        unless(payload.equals("are you there"), "the pong holds %s", payload);
        peer.quiet();
        return "pong";
    }
}
