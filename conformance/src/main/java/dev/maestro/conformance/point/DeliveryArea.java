package dev.maestro.conformance.point;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Peer;
import java.util.ArrayList;
import java.util.List;

/** Each message once, in order, to everybody, whatever one of them does. */
final class DeliveryArea extends Area {

    private static final int EVENTS = 300;
    private static final int PEERS = 40;
    private static final int UNREAD = 600;

    DeliveryArea() {
        super("delivery");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "order",
                        EVENTS + " events of one publisher arrive once each, in their order",
                        DeliveryArea::order),
                mandatory(
                        "client-order",
                        "so do client events of one sender",
                        DeliveryArea::clientOrder),
                mandatory(
                        "everybody", PEERS + " subscribers hear the same", DeliveryArea::everybody),
                mandatory(
                        "stalled",
                        "a subscriber that reads nothing keeps nobody waiting",
                        DeliveryArea::stalled),
                mandatory(
                        "apart",
                        "what is published on one channel is heard on no other",
                        DeliveryArea::apart));
    }

    private static String order(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        for (int each = 0; each < EVENTS; each++) {
            desk.rest().publish(channel, "n" + each, "{}");
        }
        for (int each = 0; each < EVENTS; each++) {
            peer.next().is("n" + each);
        }
        peer.quiet();
        return EVENTS + " in order";
    }

    private static String clientOrder(Desk desk) {
        String channel = desk.name("private-");
        Peer speaker = desk.peer();
        Peer hearer = desk.peer();
        speaker.enter(channel);
        hearer.enter(channel);
        // Ten a second are allowed, so no more are said.
        for (int each = 0; each < 9; each++) {
            speaker.event("client-n" + each, channel, "{}");
        }
        for (int each = 0; each < 9; each++) {
            hearer.next().is("client-n" + each);
        }
        hearer.quiet();
        return "9 in order";
    }

    private static String everybody(Desk desk) {
        String channel = desk.name("room-");
        List<Peer> peers = new ArrayList<>();
        for (int each = 0; each < PEERS; each++) {
            peers.add(desk.peer());
            peers.getLast().enter(channel);
        }
        for (int each = 0; each < 5; each++) {
            desk.rest().publish(channel, "n" + each, "{}");
        }
        for (Peer peer : peers) {
            for (int each = 0; each < 5; each++) {
                peer.next().is("n" + each).on(channel);
            }
            peer.quiet();
        }
        return PEERS + " × 5";
    }

    private static String stalled(Desk desk) {
        String channel = desk.name("room-");
        Peer reads = desk.peer();
        Peer stalls = desk.peer();
        reads.enter(channel);
        stalls.enter(channel);
        stalls.stalls();
        String data = "x".repeat(9_000);
        for (int each = 0; each < UNREAD; each++) {
            desk.rest().publish(channel, "n" + each, data);
            reads.next().is("n" + each);
        }
        return "%d × 9 KB unread".formatted(UNREAD);
    }

    private static String apart(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        desk.rest().publish(channel + "x", "news", "{}");
        peer.quiet();
        return "silence";
    }
}
