package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.List;

/** Channels that tell a newcomer their last event. */
final class CacheArea extends Area {

    CacheArea() {
        super("cache");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "miss",
                        "who enters an empty one is told cache_miss, without data",
                        desk -> miss(desk, "cache-")),
                mandatory(
                        "last-event",
                        "who enters is told the last event, after subscription_succeeded",
                        desk -> hit(desk, "cache-")),
                mandatory("private", "so on private-cache-", desk -> hit(desk, "private-cache-")),
                optional(
                        "encrypted",
                        "so on private-encrypted-cache-",
                        desk -> hit(desk, "private-encrypted-cache-")),
                optional("presence", "so on presence-cache-", desk -> hit(desk, "presence-cache-")),
                mandatory(
                        "survives",
                        "the last event stays when the last subscriber leaves",
                        CacheArea::survives),
                mandatory("client-event", "client events are not kept", CacheArea::clientEvent),
                mandatory("ordinary", "an ordinary channel keeps nothing", CacheArea::ordinary));
    }

    private static String data(String prefix) {
        return prefix.startsWith("presence-") ? "{\"user_id\":\"1\"}" : "";
    }

    private static String miss(Desk desk, String prefix) {
        String channel = desk.name(prefix);
        Peer peer = desk.peer();
        peer.enter(channel, data(prefix));
        Frame miss = peer.next().is("pusher:cache_miss").on(channel);
        unless(miss.data().isMissingNode(), "it has data: %s", miss);
        return miss.text();
    }

    private static String hit(Desk desk, String prefix) {
        String channel = desk.name(prefix);
        desk.rest().publish(channel, "old", "1");
        desk.rest().publish(channel, "last", "{\"n\": 2}");
        Peer peer = desk.peer();
        peer.enter(channel, data(prefix));
        Frame last = peer.next().is("last").on(channel);
        unless(last.data().asText().equals("{\"n\": 2}"), "came %s", last);
        peer.quiet();
        return last.text();
    }

    private static String survives(Desk desk) {
        String channel = desk.name("cache-");
        Peer first = desk.peer();
        first.enter(channel);
        first.next().is("pusher:cache_miss");
        desk.rest().publish(channel, "last", "kept");
        first.next().is("last");
        first.unsubscribe(channel).quiet();
        Peer second = desk.peer();
        second.enter(channel);
        return second.next().is("last").text();
    }

    private static String clientEvent(Desk desk) {
        String channel = desk.name("private-cache-");
        Peer speaker = desk.peer();
        Peer hearer = desk.peer();
        for (Peer each : List.of(speaker, hearer)) {
            each.enter(channel);
            each.next().is("pusher:cache_miss");
        }
        speaker.event("client-said", channel, "x");
        hearer.next().is("client-said");
        Peer late = desk.peer();
        late.enter(channel);
        return late.next().is("pusher:cache_miss").text();
    }

    private static String ordinary(Desk desk) {
        String channel = desk.name("room-");
        desk.rest().publish(channel, "old", "1");
        Peer peer = desk.peer();
        peer.enter(channel);
        peer.quiet();
        return "silence";
    }
}
