package dev.maestro.conformance.point;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.List;

/** Which names channels may have, and what kind a name makes them. */
final class NameArea extends Area {

    NameArea() {
        super("names");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "letters",
                        "letters, digits and _ - = @ , . ; are allowed",
                        desk -> open(desk, desk.name("A-z_0=@,.;"))),
                mandatory(
                        "longest",
                        "a name of 164 characters is allowed",
                        desk -> open(desk, padded(desk, 164))),
                mandatory("space", "a space is refused", desk -> refused(desk, desk.name("a b"))),
                mandatory(
                        "letters-beyond-ascii",
                        "letters beyond ASCII are refused",
                        desk -> refused(desk, desk.name("r\u00fcm"))),
                mandatory("hash", "a # is refused", desk -> refused(desk, desk.name("#room"))),
                mandatory("slash", "a / is refused", desk -> refused(desk, desk.name("a/b"))),
                mandatory("empty", "the empty name is refused", desk -> refused(desk, "")),
                mandatory(
                        "too-long",
                        "a name of 201 characters is refused",
                        desk -> refused(desk, padded(desk, 201))),
                mandatory(
                        "privateer",
                        "privateer… and presences… are public: the prefix ends with its dash",
                        desk -> {
                            open(desk, desk.name("privateer"));
                            return open(desk, desk.name("presences"));
                        }),
                mandatory(
                        "inside",
                        "my-private-… is public: the prefix stands at the beginning",
                        desk -> open(desk, desk.name("my-private-"))),
                mandatory(
                        "capitals",
                        "Private-… is public: case counts",
                        desk -> open(desk, desk.name("Private-"))));
    }

    private static String padded(Desk desk, int length) {
        String name = desk.name("long-");
        return name + "x".repeat(length - name.length());
    }

    private static String open(Desk desk, String channel) {
        Frame entered = desk.peer().subscribe(channel, "", "").entered(channel);
        return entered.text();
    }

    private static String refused(Desk desk, String channel) {
        Peer peer = desk.peer().subscribe(channel, "", "");
        return peer.refusal().text();
    }
}
