package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Peer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How sockets end: by close frames whose codes tell clients what to do next. */
final class ClosingArea extends Area {

    private static final int TOO_LARGE = 1009;

    /** What a WebSocket library may say by itself. */
    private static final Set<Integer> ORDINARY =
            Set.of(1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1011);

    ClosingArea() {
        super("closing");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "goodbye",
                        "a close frame is answered with a close frame",
                        ClosingArea::goodbye),
                optional(
                        "too-large",
                        "a message of 4 MB is closed with 1009, after which clients come back later",
                        ClosingArea::tooLarge),
                mandatory(
                        "classes",
                        "every code seen in this exam has a reconnect class: 4000-4099 never, 4100-4199 later, 4200-4299 at once; never 4300 and more",
                        ClosingArea::classes));
    }

    private static String goodbye(Desk desk) {
        Peer peer = desk.peer();
        peer.close();
        return peer.closing().toString();
    }

    private static String tooLarge(Desk desk) {
        Peer peer = desk.peer();
        int code = peer.sayWhateverComes("x".repeat(4 * 1024 * 1024)).closing().code();
        unless(code == TOO_LARGE, "expected close 1009, came %d", code);
        return "close 1009";
    }

    private static String classes(Desk desk) {
        Set<Integer> seen = new TreeSet<>(desk.closeCodes());
        for (int code : seen) {
            unless(
                    code >= 4000 && code < 4300 || ORDINARY.contains(code),
                    "close code %d was seen",
                    code);
        }
        return seen.toString();
    }
}
