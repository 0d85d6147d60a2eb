package dev.maestro.conformance.point;

import static dev.maestro.conformance.wire.Deviation.unless;

import dev.maestro.conformance.wire.Desk;
import dev.maestro.conformance.wire.Frame;
import dev.maestro.conformance.wire.Peer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entering and leaving public channels. */
final class SubscriptionArea extends Area {

    SubscriptionArea() {
        super("subscription");
    }

    @Override
    public List<Point> points() {
        return List.of(
                mandatory(
                        "succeeded",
                        "subscription_succeeded names the channel and has the string {} as data",
                        SubscriptionArea::succeeded),
                mandatory("without-auth", "auth may be missing", desk -> enters(desk, false, "")),
                mandatory("null-auth", "auth may be null", desk -> enters(desk, true, null)),
                mandatory(
                        "event",
                        "an event has event, channel, and the data as the very string that was published",
                        SubscriptionArea::event),
                mandatory(
                        "twice",
                        "a second subscribe does no harm: each event still comes once",
                        SubscriptionArea::twice),
                mandatory(
                        "unsubscribe",
                        "after an unsubscribe nothing of the channel comes, and that is not answered",
                        SubscriptionArea::unsubscribe),
                mandatory("again", "who left can enter again", SubscriptionArea::again),
                mandatory(
                        "never-entered",
                        "to leave what one never entered leaves the socket open",
                        SubscriptionArea::neverEntered),
                mandatory(
                        "many",
                        "one socket is in fifty channels and hears each",
                        SubscriptionArea::many));
    }

    private static String succeeded(Desk desk) {
        String channel = desk.name("room-");
        Frame entered = desk.peer().enter(channel);
        unless(
                entered.data().isTextual() && entered.data().textValue().equals("{}"),
                "data is %s in %s",
                entered.data().isMissingNode() ? "missing" : entered.data(),
                entered);
        return entered.text();
    }

    private static String enters(Desk desk, boolean named, @Nullable String auth) {
        String channel = desk.name("room-");
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("channel", channel);
        if (named) {
            data.put("auth", auth);
        }
        Peer peer = desk.peer().say(Map.of("event", "pusher:subscribe", "data", data));
        return peer.entered(channel).text();
    }

    private static String event(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        String data = "{\"b\": 1.50, \"a\":\"gr\u00fc\u00df \u2713 \\u0041\"}";
        desk.rest().publish(channel, "news", data);
        Frame event = peer.next().is("news").on(channel);
        unless(
                event.data().isTextual() && event.data().textValue().equals(data),
                "published %s, came %s",
                data,
                event);
        return event.text();
    }

    private static String twice(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        Frame second = peer.subscribe(channel, "").next();
        unless(
                second.isError() || second.event().equals("pusher_internal:subscription_succeeded"),
                "the second subscribe is answered with %s",
                second);
        desk.rest().publish(channel, "news", "once");
        peer.next().is("news");
        peer.quiet();
        return second.text();
    }

    private static String unsubscribe(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        Peer stays = desk.peer();
        peer.enter(channel);
        stays.enter(channel);
        peer.unsubscribe(channel).quiet();
        desk.rest().publish(channel, "news", "{}");
        stays.next().is("news");
        peer.quiet();
        return "silence";
    }

    private static String again(Desk desk) {
        String channel = desk.name("room-");
        Peer peer = desk.peer();
        peer.enter(channel);
        peer.unsubscribe(channel).enter(channel);
        desk.rest().publish(channel, "news", "{}");
        return peer.next().is("news").text();
    }

    private static String neverEntered(Desk desk) {
        Peer peer = desk.peer().unsubscribe(desk.name("room-"));
        List<Frame> said = peer.sofar();
        unless(said.stream().allMatch(Frame::isError), "came %s", said);
        return said.isEmpty() ? "silence" : said.toString();
    }

    private static String many(Desk desk) {
        Peer peer = desk.peer();
        List<String> channels = new java.util.ArrayList<>();
        for (int each = 0; each < 50; each++) {
            channels.add(desk.name("room-"));
            peer.enter(channels.getLast());
        }
        for (String channel : channels) {
            desk.rest().publish(channel, "news", "{}");
            peer.next().is("news").on(channel);
        }
        return "50 channels";
    }
}
